namespace Homeward.Web.Stock;

public static class StockApi
{
    public static void MapStock(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
