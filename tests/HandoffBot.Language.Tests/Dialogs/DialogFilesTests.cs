using HandoffBot.Core.Dialogs;

namespace HandoffBot.Language.Tests.Dialogs;

public sealed class DialogFilesTests : IDisposable
{
    private readonly DialogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_faults_becomes_dialogs()
    {
        _folder.Change("en/pay-bill.md", "skill: billing", "skill: billing\nsteps:\n  - Try this\n  - \"Then: that\"");
        _folder.Change("fr/pay-bill.md", "skill: billing", "skill: billing\nsteps:\n  - Un\n  - Deux");
        var loaded = _folder.Load();
        Assert.Empty(loaded.Faults);
        var dialog = loaded.Dialogs!.Get("en", "pay-bill");
        Assert.Equal(["en", "fr"], loaded.Dialogs.Languages);
        Assert.Equal("A title", dialog.Title);
        Assert.Equal(3, dialog.Examples.Count);
        Assert.Equal(DialogStakes.None, dialog.Stakes);
        Assert.Equal(["Try this", "Then: that"], dialog.Steps);
        Assert.Equal("Pay in the **app**. See [help](https://corvelle.example/help).", dialog.Answer);
    }

    [Theory]
    [InlineData("title: A title\n", "", 1, "\"title\" is missing")]
    [InlineData("stakes: none\n", "", 1, "\"stakes\" is missing")]
    [InlineData("title: A title", "titel: A title", 3, "unknown field \"titel\"")]
    [InlineData("id: pay-bill", "id: pay-bills", 2, "expected \"pay-bill\"")]
    [InlineData("title: A title", "title: A title that is far too long to be shown on a button", 3, "at most 40")]
    [InlineData("  - en pay-bill three\n", "", 5, "at least 3")]
    [InlineData("stakes: none", "stakes: medium", 8, "expected none or high")]
    [InlineData("skill: billing", "skill: plumbing", 9, "expected one of billing, technical")]
    [InlineData("title: A title", "title: \"\"", 3, "\"title\" is empty")]
    [InlineData("title: A title", "title: [", 9, "a [ or { is not closed")]
    [InlineData("title: A title", "title: \"A title", 3, "not valid YAML")]
    [InlineData("title: A title", "title: A title\ntitle: Another", 4, "not valid YAML")]
    [InlineData("---\nid", "id", 1, "no front matter")]
    [InlineData("https://corvelle", "http://corvelle", 11, "is not https")]
    [InlineData("](https://corvelle.example/help)", "](javascript:alert)", 11, "is not https")]
    [InlineData("**app**", "<b>app</b>", 11, "raw HTML <b>")]
    [InlineData("**app**", "<img src=x onerror=alert(1)>", 11, "raw HTML <img")]
    [InlineData("**app**", "<!-- app -->", 11, "raw HTML <!--")]
    [InlineData("Pay in the **app**. See [help](https://corvelle.example/help).", "", 11, "no answer")]
    [InlineData("en pay-bill two", "En  PAY-BILL one!", 6, "stands in en/pay-bill.md:5 already")]
    public void A_fault_in_a_dialog_is_named_with_file_and_line(string from, string to, int line, string message)
    {
        _folder.Change("en/pay-bill.md", from, to);
        AssertFault("en/pay-bill.md", line, message);
    }

    [Fact]
    public void An_example_of_two_topics_is_a_fault()
    {
        _folder.Write("en/meter.md", DialogFolder.Dialog("meter", "en").Replace("en meter two", "en pay-bill two", StringComparison.Ordinal));
        _folder.Write("fr/meter.md", DialogFolder.Dialog("meter", "fr"));
        AssertFault("en/pay-bill.md", 6, "stands in en/meter.md:6 already");
    }

    [Fact]
    public void A_dialog_without_counterpart_is_a_fault()
    {
        _folder.Write("en/meter.md", DialogFolder.Dialog("meter", "en"));
        AssertFault("en/meter.md", 2, "expected fr/meter.md");
    }

    [Theory]
    [InlineData("stakes: none", "stakes: high", "stakes")]
    [InlineData("skill: billing", "skill: technical", "skill")]
    [InlineData("skill: billing", "skill: billing\nsteps:\n  - Un", "number of steps")]
    public void What_differs_between_languages_is_a_fault(string from, string to, string what)
    {
        _folder.Change("fr/pay-bill.md", from, to);
        AssertFault("fr/pay-bill.md", 2, $"the {what}");
    }

    [Fact]
    public void A_file_name_that_is_not_kebab_case_is_a_fault()
    {
        _folder.Write("en/Pay_Me.md", DialogFolder.Dialog("Pay_Me", "en"));
        Assert.Contains(_folder.Load().Faults, fault => fault.File == "en/Pay_Me.md" && fault.Message.Contains("kebab-case", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_no_language_is_a_fault()
    {
        _folder.Write("drafts/x.md", "");
        AssertFault("drafts", 1, "two lower-case letters");
    }

    [Fact]
    public void No_languages_is_a_fault()
    {
        _folder.DeleteAll();
        AssertFault(".", 1, "no language");
    }

    [Fact]
    public void A_language_without_dialogs_is_a_fault()
    {
        _folder.Delete("fr/pay-bill.md");
        AssertFault("fr", 1, "has no dialog");
    }

    [Fact]
    public void All_faults_are_collected_at_once()
    {
        _folder.Change("en/pay-bill.md", "stakes: none", "stakes: medium");
        _folder.Change("en/pay-bill.md", "skill: billing", "skill: plumbing");
        _folder.Change("fr/wording.yaml", "greeting: \"text\"\n", "");
        Assert.Equal(["en/pay-bill.md:8", "en/pay-bill.md:9", "fr/wording.yaml:1"], _folder.Load().Faults.Where(fault => !fault.Message.Contains("differs", StringComparison.Ordinal)).Select(fault => $"{fault.File}:{fault.Line}"));
    }

    private void AssertFault(string file, int line, string message)
    {
        var loaded = _folder.Load();
        Assert.Null(loaded.Dialogs);
        Assert.Contains(loaded.Faults, fault => fault.File == file && fault.Line == line && fault.Message.Contains(message, StringComparison.Ordinal));
        Assert.StartsWith($"{loaded.Faults[0].File}:{loaded.Faults[0].Line}: ", loaded.Faults[0].ToString(), StringComparison.Ordinal);
    }
}
