using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HandoffBot.Tests;

/// <summary>A certificate for localhost that nobody trusts but who is given its file.</summary>
internal sealed class StubCertificate : IDisposable
{
    private StubCertificate(X509Certificate2 certificate, string file) => (Certificate, File) = (certificate, file);

    public X509Certificate2 Certificate { get; }

    /// <summary>PEM, without the key.</summary>
    public string File { get; }

    public static StubCertificate Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(Path.GetTempPath(), $"handoffbot-stub-{made.Thumbprint}.pem");
        System.IO.File.WriteAllText(file, made.ExportCertificatePem());
        return new StubCertificate(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null), file);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        System.IO.File.Delete(File);
    }
}
