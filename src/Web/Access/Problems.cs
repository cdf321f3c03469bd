using Homeward.Journey.Shared;
using Homeward.Web.Ui;

namespace Homeward.Web.Access;

internal static class Problems
{
    public static Problem AsProblem(this Refusal refusal) =>
        new(refusal.Code, refusal.Sentence, refusal.ToDo, refusal.Field);
}
