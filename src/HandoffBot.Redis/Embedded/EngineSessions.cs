using System.Collections.Concurrent;
using Garnet.networking;
using Garnet.server;

namespace HandoffBot.Redis.Embedded;

/// <summary>Stands where Garnet's network server would: lends out sessions instead of listening on a port.</summary>
internal sealed class EngineSessions : IGarnetServer
{
    private readonly ConcurrentDictionary<WireFormat, ISessionProvider> _providers = new();

    public IMessageConsumer Begin(INetworkSender replies) => _providers[WireFormat.ASCII].GetSession(WireFormat.ASCII, replies);

    public void Register(WireFormat wireFormat, ISessionProvider backendProvider) => _providers[wireFormat] = backendProvider;

    public void Unregister(WireFormat wireFormat, out ISessionProvider provider) => _providers.TryRemove(wireFormat, out provider!);

    public ConcurrentDictionary<WireFormat, ISessionProvider> GetSessionProviders() => _providers;

    public bool AddSession(WireFormat protocol, ref ISessionProvider provider, INetworkSender networkSender, out IMessageConsumer session)
    {
        session = provider.GetSession(protocol, networkSender);
        return true;
    }

    public void Start()
    {
        // Nothing listens.
    }

    public void Close()
    {
        // Nothing listens.
    }

    public void Dispose() => _providers.Clear();
}
