using Homeward.Field.Proof;
using Homeward.Journey.Branches;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Homeward.Web.Shared;
using Homeward.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Homeward.Web.Delivery;

/// <summary>One stop on the driver's phone: every tap is one capture of its own.</summary>
public sealed partial class VisitPage : IAsyncDisposable
{
    private readonly Dictionary<Guid, LineDraft> drafts = [];
    private StopSheet? stop;
    private VisitMissing? missing;
    private IReadOnlyList<CodeRow> failures = [];
    private IReadOnlyList<CodeRow> exchanges = [];
    private IReadOnlyList<CodeRow> relationships = [];
    private List<Problem> problems = [];
    private List<Problem> failProblems = [];
    private string refusedTitle = "This was not saved";
    private bool loading = true;
    private bool busy;
    private bool undoing;
    private bool failing;
    private bool teachBack;
    private bool met = true;
    private bool legible = true;
    private SignerRole role;
    private string? printed;
    private string? relationship;
    private string? subject;
    private string? work;
    private string? partial;
    private string? undoReason;
    private string? failCode;
    private string? failNote;
    private Guid undoes;
    private Door? door;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    private Front Front { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private bool Open => stop?.State is VisitState.Published or VisitState.EnRoute or VisitState.Arrived;

    private Door Phone => door ??= new(Js);

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        var day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        failures = await Front.Do((CodeLists c) => c.On(CodeLists.FailureReason, day, CancellationToken.None));
        exchanges = await Front.Do((CodeLists c) => c.On(CodeLists.ExchangeReason, day, CancellationToken.None));
        relationships = await Front.Do((CodeLists c) => c.On(CodeLists.Relationship, day, CancellationToken.None));
        await Load();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (stop?.State == VisitState.Arrived)
            await Phone.Wire();
    }

    private async Task Load()
    {
        stop = await Front.Do((ShowStop show) => show.Run(Id, CancellationToken.None));
        missing = stop is null ? null : await Front.Do((WhatIsMissing what) => what.Run(Id, CancellationToken.None));
        loading = false;
    }

    /// <summary>Runs one capture: a fresh command id, the phone's clock and place, then what changed.</summary>
    private async Task<bool> Act<TUseCase, TResult>(Func<TUseCase, Guid, Capture, Task<Outcome<TResult>>> act)
        where TUseCase : notnull
    {
        if (busy)
            return false;
        busy = true;
        try
        {
            var (id, at) = (Ids.New(Clock), await Phone.Capture());
            var done = await Front.Do((TUseCase use) => act(use, id, at));
            problems = done.Problems();
            refusedTitle = "This was not saved";
            await Load();
            return done.Ok;
        }
        finally
        {
            busy = false;
        }
    }

    private Task Depart() => Act<Depart, VisitStep>((u, id, at) => u.Run(new(id, new(Id, at)), CancellationToken.None));

    private Task Arrive() => Act<Arrive, VisitStep>((u, id, at) => u.Run(new(id, new(Id, at)), CancellationToken.None));

    private Task Check(QuestionView question, string answer) =>
        Act<AnswerChecklist, ChecklistKept>(
            (u, id, at) => u.Run(new(id, new(Id, [new(question.Code, answer)], at)), CancellationToken.None)
        );

    private async Task Hand(LineView line)
    {
        var draft = Draft(line);
        var quantity = line.Tracking == Tracking.Serial ? 1 : draft.Quantity ?? line.Quantity - line.Done;
        var done =
            line.Direction == Direction.Drop
                ? await Act<RecordHandover, HandoverView>(
                    (u, id, at) =>
                        u.Run(
                            new(id, new(Id, line.Id, at) { Scan = draft.Scan, Quantity = quantity }),
                            CancellationToken.None
                        )
                )
                : await Act<RecordFetch, HandoverView>(
                    (u, id, at) =>
                        u.Run(
                            new(
                                id,
                                new(Id, line.Id, draft.Condition, at)
                                {
                                    Scan = draft.Scan,
                                    Quantity = quantity,
                                    MissingAccessories =
                                    [
                                        .. draft.Missing.Split(
                                            ',',
                                            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                                        ),
                                    ],
                                }
                            ),
                            CancellationToken.None
                        )
                );
        if (done)
            drafts.Remove(line.Id);
    }

    private Task Teach() => Keep(EvidenceKinds.Instruction, new InstructionData("Safe and effective use", teachBack));

    private Task<bool> Keep<T>(string kind, T data, byte[]? file = null) =>
        Act<CaptureEvidence, EvidenceView>(
            (u, id, at) => u.Run(new(id, new(Id, kind, Json.Write(data), at)), file, CancellationToken.None)
        );

    private async Task Photo(InputFileChangeEventArgs chosen)
    {
        const int Most = 12 * 1024 * 1024;
        if (chosen.File.Size > Most)
        {
            problems = [new("PRF-105", "The photo is larger than 12 MB.", "Take the photo at a smaller size.")];
            return;
        }
        using var memory = new MemoryStream();
        await using (var stream = chosen.File.OpenReadStream(Most))
            await stream.CopyToAsync(memory);
        if (await Keep(EvidenceKinds.Photo, new PhotoData(subject), memory.ToArray()))
            subject = null;
    }

    private async Task Sign()
    {
        if (await Phone.Signature() is not { } ink)
        {
            problems = [new("PRF-06", "Nobody signed.", "Sign in the box, then keep the signature.", "signature")];
            return;
        }
        var text = stop!.Text;
        await Keep(
            EvidenceKinds.Signature,
            new SignatureData(role, printed, relationship, legible, met, null, text.Id, text.Version, text.Language),
            ink
        );
    }

    private async Task Close()
    {
        await Act<CloseVisit, VisitProven>(
            (u, id, at) => u.Run(new(id, new(Id, at) { PartialReason = partial }), CancellationToken.None)
        );
        refusedTitle = "Not closed yet: this is missing";
    }

    private void AskUndo(Guid step) => (undoes, undoing, undoReason) = (step, true, null);

    private async Task Undo()
    {
        await Act<UndoStep, VisitStep>(
            (u, id, at) => u.Run(new(id, new(Id, undoes, undoReason ?? "", at)), CancellationToken.None)
        );
        undoing = false;
    }

    private async Task Fail()
    {
        await Act<FailVisit, VisitFailedView>(
            (u, id, at) => u.Run(new(id, new(Id, failCode ?? "", failNote, at)), CancellationToken.None)
        );
        (failProblems, problems) = (problems, []);
        failing = failProblems.Count > 0;
    }

    private bool Has(string kind, string lack) =>
        stop!.Journal.Any(s => s.Kind == Steps.Evidence && s.Data.Contains($"\"{kind}\"", StringComparison.Ordinal))
        && missing?.Missing.Any(m => m.Code == lack) != true;

    private LineDraft Draft(LineView line) =>
        drafts.TryGetValue(line.Id, out var draft) ? draft : drafts[line.Id] = new LineDraft();

    public async ValueTask DisposeAsync()
    {
        if (door is not null)
            await door.DisposeAsync();
    }

    private sealed class LineDraft
    {
        public string Scan { get; set; } = "";
        public string Condition { get; set; } = "";
        public string Missing { get; set; } = "";
        public int? Quantity { get; set; }
    }
}
