namespace Homeward.Web.Branches;

public static class BranchesApi
{
    public static void MapBranches(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
