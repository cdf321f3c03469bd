namespace Homeward.Web.Retrieval;

public static class RetrievalApi
{
    public static void MapRetrieval(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
