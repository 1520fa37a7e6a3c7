namespace HandoffBot.Language.Azure;

/// <summary>The service's codes for the product's two-letter languages, where they differ.</summary>
internal static class ServiceLanguages
{
    public static string CodeOf(string language) => language switch
    {
        "pt" => "pt-PT",
        "zh" => "zh-hans",
        "nb" or "nn" => "no",
        _ => language,
    };
}
