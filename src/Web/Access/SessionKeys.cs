using System.Text;
using System.Xml.Linq;
using Homeward.Journey.Shared;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Homeward.Web.Access;

/// <summary>
/// The keys that sign sessions lie beside the database, encrypted (AES-256-GCM) under a key derived from the installation's own: a
/// copied folder alone lets nobody in.
/// </summary>
public sealed class SessionKeyEncryptor(MasterKey master) : IXmlEncryptor
{
    internal const string Purpose = "session keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var stored = SealedBytes.Seal(master.Derive(Purpose), plain);
        return new(new XElement("encryptedKey", Convert.ToBase64String(stored)), typeof(SessionKeyDecryptor));
    }
}

/// <summary>Opens them again; made by name, so it finds the installation's key itself.</summary>
public sealed class SessionKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = services.GetRequiredService<MasterKey>().Derive(SessionKeyEncryptor.Purpose);
        var plain = SealedBytes.Open(key, Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
