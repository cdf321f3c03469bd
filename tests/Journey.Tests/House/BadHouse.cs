// A deliberately bad house, in which an early stage reaches for a later one inside a method body: the stage rule proves itself
// on it in each run.
#pragma warning disable CA1812, CA1822
namespace Homeward.BadHouse.Dispatch
{
    internal sealed class Visits
    {
        public int Count() => 3;
    }
}

namespace Homeward.BadHouse.Intake
{
    internal sealed class Looks_innocent_from_outside
    {
        public int Total() => new Dispatch.Visits().Count();
    }
}

namespace Homeward.BadHouse.Reports
{
    internal sealed class May_read_all
    {
        public int Total() => new Dispatch.Visits().Count();
    }
}
