using HandoffBot.Language.Evaluation;

namespace HandoffBot.Language.Tests.Evaluation;

public sealed class GoldFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("""{"text": "hello", "lang": "en"}""")]
    [InlineData("""{"text": "hello", "lang": "en", "label": """)]
    [InlineData("null")]
    public void A_line_that_is_not_an_utterance_is_named_with_file_and_line(string line)
    {
        File.WriteAllText(_path, """{"text": "bonjour", "lang": "fr", "label": "smalltalk"}""" + "\n" + line + "\n");

        var fault = Assert.Throws<InvalidDataException>(() => GoldFile.ReadUtterances(_path));

        Assert.StartsWith($"{_path}:2: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handoff_without_its_window_is_refused()
    {
        File.WriteAllText(_path, """{"id": "d", "lang": "en", "turns": [{"role": "customer", "text": "hello"}], "gold": {"handoff": true}}""");

        Assert.Throws<InvalidDataException>(() => GoldFile.ReadDialogues(_path));
    }

    [Fact]
    public void Fields_that_are_not_measured_are_passed_over()
    {
        File.WriteAllText(_path, """{"id": "d", "lang": "fr", "sector": "retail", "turns": [{"role": "customer", "text": "allo"}], "gold": {"handoff": true, "first_turn": 0, "must_by": 0, "skill": "care"}, "note": "…"}""");

        var dialogue = Assert.Single(GoldFile.ReadDialogues(_path));

        Assert.Equal((0, 0), (dialogue.Gold.FirstTurn, dialogue.Gold.MustBy));
        Assert.True(Assert.Single(dialogue.Turns).IsFromCustomer);
    }
}
