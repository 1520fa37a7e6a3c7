using System.Net;
using System.Text;
using HandoffBot.Core.Alerts;
using HandoffBot.Core.Handoffs;
using HandoffBot.Server.Alerts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace HandoffBot.Server.Tests.Alerts;

public sealed class AlertWebhookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Alert Late = new(new AlertId("overdue-h1"), AlertKind.HandoffOverdue, Noon, "billing", Noon) { Priority = Priority.High, Handoff = new HandoffId("h1"), Reference = "K7QF-3MP" };

    [Fact]
    public async Task An_alert_is_signed_with_its_time_and_names_no_customer()
    {
        var receiver = new Receiver(HttpStatusCode.NoContent);

        Assert.True(await Webhook(receiver).TrySendAsync(Late, TestContext.Current.CancellationToken));

        Assert.Equal(AlertWebhook.Sign("0123456789abcdef", receiver.Timestamp!, Encoding.UTF8.GetBytes(receiver.Body!)), receiver.Signature);
        Assert.NotEqual(AlertWebhook.Sign("another secret, long", receiver.Timestamp!, Encoding.UTF8.GetBytes(receiver.Body!)), receiver.Signature);
        Assert.Equal("""{"id":"overdue-h1","kind":"handoff_overdue","at":"2026-03-02T12:00:00+00:00","skill":"billing","priority":"high","dueAt":"2026-03-02T12:00:00+00:00","reference":"K7QF-3MP","handoffId":"h1"}""", receiver.Body);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(null)]
    public async Task What_is_not_taken_is_kept_for_the_next_try(HttpStatusCode? answer) =>
        Assert.False(await Webhook(new Receiver(answer)).TrySendAsync(Late, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_refused_alert_is_tried_again_later_and_a_taken_one_is_settled()
    {
        var (store, time) = (new Mock<IAlertStore>(), new FakeTimeProvider(Noon));
        store.Setup(it => it.FindDueAsync()).ReturnsAsync([Late.Id]);
        store.Setup(it => it.ClaimAsync(Late.Id, It.IsAny<DateTimeOffset>())).ReturnsAsync((Late, 3));

        await LoopAsync(store, time, HttpStatusCode.BadGateway);
        store.Verify(it => it.RetryAsync(Late.Id, Noon.AddSeconds(16)), Times.Once);
        store.Verify(it => it.SettleAsync(It.IsAny<AlertId>()), Times.Never);

        await LoopAsync(store, time, HttpStatusCode.OK);
        store.Verify(it => it.SettleAsync(Late.Id), Times.Once);

        time.Advance(TimeSpan.FromHours(25));
        await LoopAsync(store, time, HttpStatusCode.BadGateway);
        store.Verify(it => it.SettleAsync(Late.Id), Times.Exactly(2));
    }

    private static async Task LoopAsync(Mock<IAlertStore> store, FakeTimeProvider time, HttpStatusCode answer)
    {
        using var loop = new AlertLoop(store.Object, Webhook(new Receiver(answer)), Configured(), time, NullLogger<AlertLoop>.Instance);
        await loop.PassAsync(TestContext.Current.CancellationToken);
    }

    private static IOptions<AlertOptions> Configured() => Options.Create(new AlertOptions { Webhook = "https://alerts.example/hook", Secret = "0123456789abcdef" });

    private static AlertWebhook Webhook(Receiver receiver)
    {
        var clients = new Mock<IHttpClientFactory>();
        clients.Setup(it => it.CreateClient(AlertWebhook.Client)).Returns(() => new HttpClient(receiver, disposeHandler: false));
        return new AlertWebhook(clients.Object, Configured(), new FakeTimeProvider(Noon), NullLogger<AlertWebhook>.Instance);
    }

    /// <summary>Answers with a status; with none it cannot be reached.</summary>
    private sealed class Receiver(HttpStatusCode? status) : HttpMessageHandler
    {
        public string? Body { get; private set; }
        public string? Signature { get; private set; }
        public string? Timestamp { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Signature = request.Headers.GetValues(AlertWebhook.SignatureHeader).Single();
            Timestamp = request.Headers.GetValues(AlertWebhook.TimestampHeader).Single();
            return status is { } answer ? new HttpResponseMessage(answer) : throw new HttpRequestException("away");
        }
    }
}
