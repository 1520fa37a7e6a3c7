namespace HandoffBot.Server.Handoffs;

/// <summary>
/// The client's id for a wish that would do more when it is sent twice, as in the IETF draft <c>draft-ietf-httpapi-idempotency-key-header</c>: a request whose answer was
/// lost is sent again with the same key. All other actions are harmless to repeat as they are.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const string OfNext =
        "Your own id for this wish, for example a UUID. Sent again with the same key, the request is answered with the same handoff and lease while you have it. Without one, each request takes one more.";

    public const string OfReassign =
        "Your own id for this wish, for example a UUID. Sent again with the same key, nothing more happens, whoever has the handoff by then. Without one, a repeat takes it from whoever was given it meanwhile.";
}
