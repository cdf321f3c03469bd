using System.Xml.Linq;
using Homeward.Journey.Shared;
using Homeward.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Homeward.App.Tests.Access;

public sealed class SessionKeysTests
{
    [Fact]
    public async Task A_session_key_is_stored_unreadable_and_read_again_by_this_installation_alone()
    {
        await using var app = await App.Open(StorageKind.Sqlite);
        await using var other = await App.Open(StorageKind.Sqlite);
        var key = new XElement("key", new XElement("value", "c2VjcmV0IG9mIGEgc2Vzc2lvbg=="));
        var stored = new SessionKeyEncryptor(app.Services.GetRequiredService<MasterKey>()).Encrypt(key);
        Assert.Equal(typeof(SessionKeyDecryptor), stored.DecryptorType);
        Assert.DoesNotContain("c2VjcmV0", stored.EncryptedElement.ToString(), StringComparison.Ordinal);
        var read = new SessionKeyDecryptor(app.Services).Decrypt(stored.EncryptedElement);
        Assert.True(XNode.DeepEquals(key, read));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            new SessionKeyDecryptor(other.Services).Decrypt(stored.EncryptedElement)
        );
    }
}
