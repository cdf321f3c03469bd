namespace Homeward.Web.Contact;

public static class ContactApi
{
    public static void MapContact(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
