using System.Runtime.CompilerServices;
using Garnet.networking;

namespace HandoffBot.Redis.Embedded;

/// <summary>Where a session writes its replies: a buffer at a fixed address that it fills again and again, each filling appended to what is taken.</summary>
internal sealed unsafe class EngineReplies : INetworkSender
{
    private const int BufferBytes = 128 * 1024;

    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferBytes, pinned: true);
    private readonly MemoryStream _reply = new();

    public MaxSizeSettings GetMaxSizeSettings { get; } = new();

    public string RemoteEndpointName => "";

    public string LocalEndpointName => "";

    private byte* Head => (byte*)Unsafe.AsPointer(ref _buffer[0]);

    public bool IsLocalConnection() => true;

    /// <summary>What has been replied since the last time.</summary>
    public byte[] Take()
    {
        var reply = _reply.ToArray();
        _reply.SetLength(0);
        return reply;
    }

    public byte* GetResponseObjectHead() => Head;

    public byte* GetResponseObjectTail() => Head + BufferBytes;

    public void EnterAndGetResponseObject(out byte* head, out byte* tail)
    {
        head = Head;
        tail = Head + BufferBytes;
    }

    public bool SendResponse(int offset, int size)
    {
        _reply.Write(_buffer, offset, size);
        return true;
    }

    public void SendResponse(byte[] buffer, int offset, int count, object context) => _reply.Write(buffer, offset, count);

    public bool TryClose() => false;

    // One caller, one buffer, no network: there is nothing to enter, to lend, to wait for or to close.
    public void Enter()
    {
    }

    public void Exit()
    {
    }

    public void ExitAndReturnResponseObject()
    {
    }

    public void GetResponseObject()
    {
    }

    public void ReturnResponseObject()
    {
    }

    public void SendCallback(object context)
    {
    }

    public void Throttle()
    {
    }

    public void DisposeNetworkSender(bool waitForSendCompletion)
    {
    }

    public void Dispose() => _reply.Dispose();
}
