using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Microsoft.EntityFrameworkCore;

namespace Homeward.Journey.Delivery;

public sealed record Answer(string Question, string Value, string? Note = null);

public sealed record ChecklistAnswers(Guid VisitId, IReadOnlyList<Answer> Answers, Capture At);

/// <summary>What was kept, and the questions whose answer forbids setting up here.</summary>
public sealed record ChecklistKept(Guid VisitId, int Kept, IReadOnlyList<string> Stops);

/// <summary>Answers questions of the visit's checklist. Settings and fittings are answered by a person qualified on the day.</summary>
public sealed class AnswerChecklist(Desk desk, VisitDoor door, Qualified qualified)
{
    public Task<Outcome<ChecklistKept>> Run(Command<ChecklistAnswers> command, CancellationToken ct) =>
        desk.Once<ChecklistKept>(command.Id, command.Data, () => Keep(command, ct), ct);

    private async Task<Outcome<ChecklistKept>> Keep(Command<ChecklistAnswers> command, CancellationToken ct)
    {
        var ask = command.Data;
        var problems = new List<Refusal>();
        ask.At.Check(problems);
        if (ask.Answers is not { Count: > 0 and <= 100 })
            problems.Add(new InvalidField("answers", "Send 1 to 100 answers."));
        if (problems.Count > 0)
            return problems;
        if (await door.Open(ask.VisitId, ct) is not { } visit)
            return new NoSuch("visit");
        if (VisitDoor.AtTheDoor(visit) is { } notThere)
            return notThere;
        var items = await desk.SetUpItems(visit, ct);
        var questions = VisitChecklist.For(visit.Kind, items).ToDictionary(q => q.Code);
        var day = await door.DayOf(visit.BranchId, ask.At.TimeOr(desk.Now), ct);
        var held = await qualified.Held(null, day, ct);
        var mine =
            desk.Actor.PersonId is { } me && held.TryGetValue(me, out var skills) ? skills : new HashSet<string>();
        var stops = new List<string>();
        for (var i = 0; i < ask.Answers.Count; i++)
        {
            var (code, value, said) = ask.Answers[i];
            var note = Said.Clean(said, $"answers[{i}].note", Said.Line, problems);
            if (!questions.TryGetValue(code ?? "", out var question))
            {
                problems.Add(new NoSuchQuestion(Cut(code)) { Field = $"answers[{i}].question" });
                continue;
            }
            var (kept, wants) = VisitChecklist.Read(question, value);
            if (kept is null)
            {
                problems.Add(new BadAnswer(question.Prompt.English, wants!) { Field = $"answers[{i}].value" });
                continue;
            }
            var needs = VisitChecklist.SkillsFor(question, items);
            if (!needs.All(mine.Contains))
            {
                problems.Add(
                    new QualifiedOnly(question.Prompt.English, string.Join(", ", needs)) { Field = $"answers[{i}]" }
                );
                continue;
            }
            if (VisitChecklist.Stops(question, kept))
                stops.Add(question.Code);
            desk.Db.ChecklistAnswers.Add(
                new()
                {
                    Id = desk.NewId(),
                    BranchId = visit.BranchId,
                    VisitId = visit.Id,
                    Question = question.Code,
                    Answer = kept,
                    Note = note,
                    At = desk.Now,
                    By = desk.Actor.Name,
                }
            );
        }
        if (problems.Count > 0)
            return problems;
        door.Tell(command.Id, visit, Steps.Check, ask.At, new { Questions = ask.Answers.Select(a => a.Question) });
        return new ChecklistKept(visit.Id, ask.Answers.Count, stops);
    }

    private static string Cut(string? text) => (text ?? "") is { Length: > 60 } long_ ? long_[..60] : text ?? "";
}

/// <summary>Reads that several use cases of the door share.</summary>
public static class DoorReads
{
    /// <summary>The items set up at the visit: what is handed over.</summary>
    public static async Task<List<CatalogueItem>> SetUpItems(this Desk desk, Visit visit, CancellationToken ct)
    {
        var ids = visit.Lines.Where(l => l.Direction == Direction.Drop).Select(l => l.ItemId).Distinct().ToList();
        return await desk.Db.Items.AsNoTracking().Where(i => ids.Contains(i.Id)).OrderBy(i => i.Code).ToListAsync(ct);
    }

    /// <summary>The answer that counts of each question: the last one. A blank one was taken back.</summary>
    public static async Task<Dictionary<string, ChecklistAnswer>> LastAnswers(
        this Desk desk,
        Guid visitId,
        CancellationToken ct
    ) =>
        (await desk.Db.ChecklistAnswers.AsNoTracking().Where(a => a.VisitId == visitId).ToListAsync(ct))
            .GroupBy(a => a.Question)
            .Select(g => g.OrderBy(a => a.At).ThenBy(a => a.Id).Last())
            .Where(a => a.Answer.Length > 0)
            .ToDictionary(a => a.Question);
}
