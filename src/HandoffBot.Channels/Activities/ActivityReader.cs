using System.Text.Json;

namespace HandoffBot.Channels.Activities;

/// <summary>Reads an activity from outside: tolerant of what it does not know, strict about the types of what it uses.</summary>
internal static class ActivityReader
{
    /// <summary>The activity, or the first fault in it.</summary>
    public static (IncomingActivity? Activity, Fault? Fault) Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return (null, new Fault("activity", "must be a JSON object"));
        }

        var fields = new FieldReader();
        var channelData = fields.Object(json, "channelData", "channelData");
        var conversation = fields.Object(json, "conversation", "conversation");
        var activity = new IncomingActivity
        {
            Type = fields.Identifier(json, "type", "type") ?? "",
            Id = fields.Identifier(json, "id", "id"),
            ChannelId = fields.Identifier(json, "channelId", "channelId"),
            ServiceUrl = fields.Text(json, "serviceUrl", "serviceUrl"),
            DeliveryMode = fields.Text(json, "deliveryMode", "deliveryMode"),
            Locale = fields.Identifier(json, "locale", "locale"),
            Name = fields.Text(json, "name", "name"),
            Action = fields.Text(json, "action", "action"),
            Text = fields.Text(json, "text", "text"),
            Value = fields.Bounded(FieldReader.Find(json, "value"), "value"),
            ChannelData = fields.Bounded(channelData, "channelData"),
            ClientActivityId = fields.Identifier(channelData, "clientActivityID", "channelData.clientActivityID"),
            From = Account(fields, json, "from"),
            Recipient = Account(fields, json, "recipient"),
            ConversationId = fields.Identifier(conversation, "id", "conversation.id"),
            TenantId = fields.Identifier(conversation, "tenantId", "conversation.tenantId"),
            MembersAdded = [.. fields.Objects(json, "membersAdded", "membersAdded").Select(member => Account(fields, member.Item, member.Path, member.Path))],
            Mentions = [.. fields.Objects(json, "entities", "entities").Select(entity => Mention(fields, entity.Item, entity.Path)).OfType<Mention>()],
        };

        if (activity.Type.Length == 0)
        {
            fields.Reject("type", "is required");
        }

        return fields.Fault is { } fault ? (null, fault) : (activity, null);
    }

    private static IncomingAccount? Account(FieldReader fields, JsonElement json, string name) =>
        fields.Object(json, name, name) is { } account ? Account(fields, account, name, name) : null;

    private static IncomingAccount Account(FieldReader fields, JsonElement account, string idPath, string namePath) =>
        new(fields.Identifier(account, "id", $"{idPath}.id"), fields.DisplayName(account, "name", $"{namePath}.name"));

    private static Mention? Mention(FieldReader fields, JsonElement entity, string path)
    {
        if (fields.Text(entity, "type", $"{path}.type") != "mention")
        {
            return null;
        }

        var id = fields.Identifier(fields.Object(entity, "mentioned", $"{path}.mentioned"), "id", $"{path}.mentioned.id");
        var text = fields.Text(entity, "text", $"{path}.text");
        return id is null || string.IsNullOrEmpty(text) ? null : new Mention(id, text);
    }
}
