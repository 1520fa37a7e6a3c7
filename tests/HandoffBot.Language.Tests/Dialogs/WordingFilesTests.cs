namespace HandoffBot.Language.Tests.Dialogs;

public sealed class WordingFilesTests : IDisposable
{
    private readonly DialogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bot.name: \"text\"\n", "", 1, "\"bot.name\" is missing")]
    [InlineData("bot.name: \"text\"", "bot.name: \"text\"\nbot.age: \"3\"", 2, "unknown key \"bot.age\"")]
    [InlineData("bot.name: \"text\"", "bot.name: \"\"", 1, "\"bot.name\" has no text")]
    [InlineData("bot.name: \"text\"", "bot.name:\n  - text", 1, "\"bot.name\" has no text")]
    [InlineData("company.name: \"text\"", "company.name: \"text {agent}\"", 2, "has the placeholders {agent}, but en/wording.yaml:2 has none")]
    [InlineData("company.name: \"text\"", "company.name: \"text", 2, "not valid YAML")]
    [InlineData("company.name: \"text\"", "bot.name: \"again\"", 2, "not valid YAML")]
    public void A_fault_in_the_wording_is_named_with_file_and_line(string from, string to, int line, string message)
    {
        _folder.Change("fr/wording.yaml", from, to);
        AssertFault("fr/wording.yaml", line, message);
    }

    [Fact]
    public void A_missing_file_is_a_fault()
    {
        _folder.Delete("fr/wording.yaml");
        AssertFault("fr/wording.yaml", 1, "is missing");
    }

    [Fact]
    public void A_text_of_the_widget_in_one_language_only_is_a_fault()
    {
        _folder.Change("en/wording.yaml", "bot.name", "widget.title: \"Chat\"\nbot.name");
        AssertFault("fr/wording.yaml", 1, "\"widget.title\" is missing, which en/wording.yaml:1 has");
    }

    [Fact]
    public void Free_keys_are_kept()
    {
        _folder.Change("en/wording.yaml", "bot.name", "ordinal.1: \"{n}st\"\nskill.billing: \"Billing\"\nbot.name");
        var loaded = _folder.Load();
        Assert.Empty(loaded.Faults);
        Assert.Equal("1st", loaded.Dialogs!.Wording("en").Ordinal(1));
    }

    private void AssertFault(string file, int line, string message) =>
        Assert.Contains(_folder.Load().Faults, fault => fault.File == file && fault.Line == line && fault.Message.Contains(message, StringComparison.Ordinal));
}
