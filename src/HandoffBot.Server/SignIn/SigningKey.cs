using System.Security.Cryptography;
using System.Text;
using HandoffBot.Server.Hosting;

namespace HandoffBot.Server.SignIn;

/// <summary>
/// The secret of this installation. What signs with it gets a key of its own (HKDF, RFC 5869), so that a token made for one purpose is worth nothing for another.
/// </summary>
internal sealed class SigningKey
{
    /// <summary>Bytes of a new key, and the fewest a given one may have.</summary>
    public const int Bytes = 32;

    /// <summary>Spins sleep a millisecond each before long: some ten seconds.</summary>
    private const int MostTries = 10_000;

    private const string FileName = "signing.key";
    private readonly byte[] _secret;

    private SigningKey(byte[] secret) => _secret = secret;

    /// <summary>The configured key, else the one of the store folder, which is created on first use.</summary>
    public static SigningKey Load(string? configured, StoreFolder folder) =>
        new(configured is { Length: > 0 } ? Convert.FromBase64String(configured) : ReadOrCreate(folder));

    public static bool IsUsable(string base64)
    {
        var decoded = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, decoded, out var length) && length >= Bytes;
    }

    /// <summary>A 256-bit key for one purpose.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, Bytes, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] ReadOrCreate(StoreFolder folder)
    {
        var path = Path.Combine(folder.Keys, FileName);
        if (!File.Exists(path))
        {
            folder.Create();
            using var turn = TakeTurn(path + ".creating");
            if (!File.Exists(path))
            {
                Create(path);
            }
        }

        var text = File.ReadAllText(path).Trim();
        return IsUsable(text) ? Convert.FromBase64String(text) : throw new InvalidDataException($"{path} does not hold a signing key. Delete it to get a new one; every token made with the old one ends with it.");
    }

    /// <summary>One process at a time: those that start together end up with the key of the first.</summary>
    /// <exception cref="IOException">Another process has held the turn for too long.</exception>
    private static FileStream TakeTurn(string path)
    {
        var patience = new SpinWait();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (patience.Count < MostTries)
            {
                patience.SpinOnce();
            }
        }
    }

    /// <summary>Written whole beside its place, then moved there, so that nobody reads half a key.</summary>
    private static void Create(string path)
    {
        // Not by process id: two containers on one volume may have the same.
        var written = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(written, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes))));
            stream.Flush(flushToDisk: true);
        }

        File.Move(written, path, overwrite: false);
    }
}
