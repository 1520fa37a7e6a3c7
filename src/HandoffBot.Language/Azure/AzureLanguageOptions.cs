namespace HandoffBot.Language.Azure;

/// <summary>The second reading of a customer's mood, by Azure AI Language. Section <c>AzureLanguage</c>; without an endpoint nothing is sent anywhere.</summary>
public sealed class AzureLanguageOptions
{
    public const string Section = "AzureLanguage";

    /// <summary>The resource's address, https only: <c>https://name.cognitiveservices.azure.com</c>. Empty: the service is not used.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The resource's key, from the environment only (<c>AzureLanguage__Key</c>). Empty: the managed identity of this machine.</summary>
    public string Key { get; set; } = "";

    /// <summary>Client id of a user-assigned identity; empty: the system-assigned one. Only without a key.</summary>
    public string IdentityClientId { get; set; } = "";

    /// <summary>What a reading may take, with its retry and its wait for others; well inside what all readers get.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the first turn of a request waits for others to travel with it.</summary>
    public TimeSpan BatchWindow { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Requests in a row that fail until none is sent for <see cref="RestFor"/>.</summary>
    public int FailuresAllowed { get; set; } = 5;

    /// <summary>How long nothing is sent after that; then one request tries.</summary>
    public TimeSpan RestFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Also asks for personal data, with requests of their own, and blots it out in the words that a signal quotes.</summary>
    public bool RecognizePersonalData { get; set; }

    /// <summary>Distress that a turn shows which is as negative as can be. Below <c>Routing:DistressAt</c>, a negative tone alone hands nobody off: reporting a fault is negative too.</summary>
    public double NegativeWeight { get; set; } = 0.5;

    /// <summary>How far each negative opinion after the first brings distress to its full value.</summary>
    public double OpinionWeight { get; set; } = 0.2;

    public bool IsConfigured => Endpoint.Length > 0;
}
