using System.ComponentModel.DataAnnotations;
using System.Net;

namespace HandoffBot.Server.Hosting;

/// <summary>Section <c>Proxy</c>: who may say in <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> where a request really came from. Nobody else is believed.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "Proxy";

    /// <summary>Networks of the proxies in front of the server, as <c>10.0.0.0/8</c>; one machine as <c>10.0.0.5/32</c>.</summary>
    public IList<string> Networks { get; set; } = [];

    public bool IsUsed => Networks.Count > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Networks
        .Where(network => !IPNetwork.TryParse(network, out _))
        .Select(network => new ValidationResult($"Proxy:Networks: \"{network}\" is not a network like 10.0.0.0/8.", [nameof(Networks)]));
}
