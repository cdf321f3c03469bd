namespace Homeward.Web.Intake;

public static class IntakeApi
{
    public static void MapIntake(this RouteGroupBuilder api)
    {
        api.MapOrders();
        api.MapPatients();
        api.MapImports();
    }
}
