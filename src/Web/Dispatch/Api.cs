namespace Homeward.Web.Dispatch;

public static class DispatchApi
{
    public static void MapDispatch(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
