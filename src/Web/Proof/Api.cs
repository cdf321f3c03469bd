namespace Homeward.Web.Proof;

public static class ProofApi
{
    public static void MapProof(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
