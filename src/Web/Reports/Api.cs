namespace Homeward.Web.Reports;

public static class ReportsApi
{
    public static void MapReports(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
