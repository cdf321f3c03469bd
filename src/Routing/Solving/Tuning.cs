namespace Homeward.Routing.Solving;

internal static class Tuning
{
    internal static double Warmth = 1;
    internal static double Coldness = 0.01;
    internal static double LookAround = 0.1;
    internal static int Links = 60;
    internal static double Removals = 10;
    internal static double LongestString = 10;
    internal static double A;
    internal static double B;
}
