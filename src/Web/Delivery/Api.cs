namespace Homeward.Web.Delivery;

public static class DeliveryApi
{
    public static void MapDelivery(this RouteGroupBuilder api)
    {
        _ = api;
    }
}
