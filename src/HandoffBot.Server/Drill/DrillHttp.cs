using System.Net.Http.Headers;
using System.Net.Sockets;

namespace HandoffBot.Server.Drill;

/// <summary>The way of one customer or agent to the servers: stays with one node, and goes to another when there is no answer.</summary>
internal sealed class DrillHttp(IReadOnlyList<DrillNode> nodes, Random random, DrillTally tally)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(800);

    private int _node = random.Next(nodes.Count);
    private TimeSpan _patience = Shortest;

    /// <param name="body">Sent as JSON; null sends none.</param>
    /// <param name="lease">For an agent's actions: the token of the lease.</param>
    /// <param name="wish">The sender's id for it, where only that makes a repeat harmless.</param>
    public async Task<DrillReply> SendAsync(HttpMethod method, string path, string? bearer, object? body, string? lease, CancellationToken cancellationToken, string? wish = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerWithin);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (lease is not null)
        {
            request.Headers.Add(Handoffs.Holder.LeaseTokenHeader, lease);
        }

        if (wish is not null)
        {
            request.Headers.Add(Handoffs.IdempotencyKey.Header, wish);
        }

        tally.Requests.Add();
        try
        {
            using var response = await nodes[_node].Http.SendAsync(request, patience.Token);
            var reply = new DrillReply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(patience.Token));
            Note(reply);
            return reply;
        }
        // A connection that breaks while it is made may show as the bare socket's error.
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Note(DrillReply.None);
            _node = (_node + 1) % nodes.Count;
            return DrillReply.None;
        }
    }

    /// <summary>Sends the same until there is a definite answer. Only for what is harmless to repeat.</summary>
    public async Task<(DrillReply Reply, bool WasUnknown)> SendUntilAnsweredAsync(HttpMethod method, string path, string? bearer, object? body, string? lease, CancellationToken cancellationToken)
    {
        var wasUnknown = false;
        while (true)
        {
            var reply = await SendAsync(method, path, bearer, body, lease, cancellationToken);
            if (reply is { IsUnknown: false, IsNotNow: false })
            {
                return (reply, wasUnknown);
            }

            wasUnknown |= reply.IsUnknown;
            await PauseAsync(cancellationToken);
        }
    }

    /// <summary>Waits a little longer with every failure in a row.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken) =>
        await Task.Delay(_patience * (0.5 + random.NextDouble()), TimeProvider.System, cancellationToken);

    private void Note(DrillReply reply)
    {
        if (reply.IsUnknown)
        {
            tally.UnknownOutcomes.Add();
            _patience = _patience * 2 < Longest ? _patience * 2 : Longest;
        }
        else
        {
            _patience = Shortest;
        }
    }
}
