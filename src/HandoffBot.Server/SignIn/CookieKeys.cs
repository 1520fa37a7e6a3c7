using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace HandoffBot.Server.SignIn;

/// <summary>
/// The one key that protects cookies, derived from the installation's secret: nodes with the same <c>Auth:SigningKey</c> read each other's cookies, with nothing to share
/// or to renew. A new signing key signs everybody out.
/// </summary>
internal sealed class CookieKeys(SigningKey signing) : IXmlRepository
{
    /// <summary>Names the key inside each cookie; says nothing about it.</summary>
    private static readonly Guid Id = new("5d1f0c52-5f5e-4c5b-9f0e-3a2d4a2b9c61");

    public IReadOnlyCollection<XElement> GetAllElements() =>
    [
        new XElement("key", new XAttribute("id", Id), new XAttribute("version", 1),
            new XElement("creationDate", DateTimeOffset.UnixEpoch),
            new XElement("activationDate", DateTimeOffset.UnixEpoch),
            new XElement("expirationDate", DateTimeOffset.MaxValue.AddYears(-1)),
            new XElement("descriptor", new XAttribute("deserializerType", typeof(AuthenticatedEncryptorDescriptorDeserializer).AssemblyQualifiedName!),
                new XElement("descriptor",
                    new XElement("encryption", new XAttribute("algorithm", "AES_256_GCM")),
                    new XElement("masterKey", new XElement("value", Convert.ToBase64String(signing.For("cookies"))))))),
    ];

    /// <summary>Never asked for: no other key is made.</summary>
    public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException("Cookies are protected with one key, derived from the signing key.");
}
