using System.Security.Cryptography;
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
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(master.Derive(Purpose), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var element = new XElement(
            "encryptedKey",
            new XElement("nonce", Convert.ToBase64String(nonce)),
            new XElement("tag", Convert.ToBase64String(tag)),
            new XElement("value", Convert.ToBase64String(cipher))
        );
        return new(element, typeof(SessionKeyDecryptor));
    }
}

/// <summary>Opens them again; made by name, so it finds the installation's key itself.</summary>
public sealed class SessionKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var (nonce, tag, cipher) = (Part("nonce"), Part("tag"), Part("value"));
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(
            services.GetRequiredService<MasterKey>().Derive(SessionKeyEncryptor.Purpose),
            tag.Length
        );
        aes.Decrypt(nonce, cipher, tag, plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));

        byte[] Part(string name) => Convert.FromBase64String(encryptedElement.Element(name)!.Value);
    }
}
