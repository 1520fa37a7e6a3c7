using System.ComponentModel.DataAnnotations;

namespace HandoffBot.Redis.Embedded;

/// <summary>Section <c>Store</c>: what a node keeps on its own disk.</summary>
public sealed class StoreOptions
{
    public const string Section = "Store";

    /// <summary>Folder of the embedded store and of the node's keys; relative to the current directory. Private to the user that runs the server.</summary>
    [Required]
    public string Path { get; set; } = "data";
}
