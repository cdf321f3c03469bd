namespace Homeward.Web.Crew;

public static class CrewApi
{
    public static void MapCrew(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
