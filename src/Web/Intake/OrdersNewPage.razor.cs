using Homeward.Journey.Intake;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using Homeward.Web.Shared;
using Homeward.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Homeward.Web.Intake;

/// <summary>The order screen: one column, hands on the keys, the missing list alive beside it.</summary>
public sealed partial class OrdersNewPage(
    Front front,
    NavigationManager navigation,
    Browser browser,
    Toasts toasts,
    TimeProvider clock
) : ComponentBase, IDisposable
{
    private readonly OrdersDraft draft = new();
    private readonly CancellationTokenSource gone = new();

    // Made when the form opens: a double press of Ctrl+Enter places one order.
    private Guid command;
    private OrderOffer? offer;
    private OrderPreview? preview;
    private OrdersDraft.Found? found;
    private List<Problem> problems = [];
    private IReadOnlyList<UnitRow> theirs = [];
    private bool busy;
    private bool begun;
    private int looks;

    [SupplyParameterFromQuery(Name = "patient")]
    private Guid? PatientId { get; set; }

    protected override async Task OnInitializedAsync()
    {
        command = Ids.New(clock);
        var choices = await front.Do((OrderChoices c) => c.Offer(gone.Token));
        draft.BranchId = choices.Branches.Count > 0 ? choices.Branches[0].Id : Guid.Empty;
        if (PatientId is { } id && (await front.Do((OrderChoices c) => c.Patient(id, gone.Token))) is { } known)
        {
            (draft.Patient, draft.BranchId) = (known, known.BranchId);
            await SeeTheirs();
        }
        offer = choices;
    }

    /// <summary>What the patient has of ours: what can be exchanged or fetched.</summary>
    private async Task SeeTheirs() =>
        theirs = draft.Patient is { } patient
            ? (
                await front.Do(
                    (FindUnits f) =>
                        f.Run(new() { PlaceKind = PlaceKind.Patient, PlaceId = patient.Id }, new(1, 200), gone.Token)
                )
            ).Items
            : [];

    // The hands start where the work does, once it is known who it is for.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (offer is null || begun)
            return;
        begun = true;
        await browser.Focus(draft.Patient is null ? "patientId" : "item");
    }

    private string? ErrorOf(string field) =>
        problems
            .FirstOrDefault(p =>
                p.Field == field
                || p.Field?.StartsWith(field + ".", StringComparison.Ordinal) == true
                || p.Field?.StartsWith(field + "[", StringComparison.Ordinal) == true
            )
            ?.Sentence;

    private Task Keys(KeyboardEventArgs e) =>
        e is { Key: "Enter", CtrlKey: true } or { Key: "Enter", MetaKey: true } ? Place() : Task.CompletedTask;

    private async Task<IReadOnlyList<PatientRow>> FindPatient(string text, CancellationToken ct) =>
        (
            await front.Do((FindPatients f) => f.Run(new() { Text = text, BranchId = draft.BranchId }, new(1, 8), ct))
        ).Items;

    private async Task TakePatient(PatientRow? patient)
    {
        draft.Patient = patient;
        await SeeTheirs();
        await Look();
        if (patient is not null)
            await browser.Focus("item");
    }

    private async Task NewPatient(string typed)
    {
        var words = typed.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        // One word is the name people are asked for first.
        draft.Fresh =
            words.Length == 1
                ? new() { LastName = words[0] }
                : new() { FirstName = words.FirstOrDefault() ?? "", LastName = string.Join(' ', words.Skip(1)) };
        await Look();
    }

    private async Task TakeLikely(Guid id)
    {
        draft.Fresh = null;
        await TakePatient(await front.Do((OrderChoices c) => c.Patient(id, gone.Token)));
    }

    private async Task<IReadOnlyList<OrdersDraft.Found>> FindItem(string typed, CancellationToken ct)
    {
        var (text, quantity) = OrdersDraft.Shorthand(typed);
        return
        [
            .. (await front.Do((OrderChoices c) => c.Find(text, ct))).Select(o => new OrdersDraft.Found(o, quantity)),
        ];
    }

    private async Task TakeItem(OrdersDraft.Found? taken)
    {
        if (taken is null)
            return;
        draft.Add(taken);
        found = null;
        await Look();
    }

    private async Task<IReadOnlyList<PractitionerView>> FindPractitioner(string text, CancellationToken ct) =>
        (await front.Do((FindPractitioners f) => f.Run(text, new(1, 8), ct))).Items;

    private async Task TakePractitioner(PractitionerView? practitioner)
    {
        draft.Practitioner = practitioner;
        await Look();
        if (practitioner is not null)
            await browser.Focus("diagnoses");
    }

    private void NewPractitioner(string typed)
    {
        draft.NewPractitioner = true;
        if (typed.All(char.IsAsciiDigit))
            draft.Npi = typed;
        else
            draft.PractitionerName = typed;
    }

    /// <summary>Looks at the order as it stands. A slower answer to an older look is dropped.</summary>
    private async Task Look()
    {
        var mine = ++looks;
        if (draft.Lines.Count == 0)
        {
            preview = null;
            return;
        }
        var request = draft.ToOrder(Zone);
        var seen = await front.Do((PreviewOrder p) => p.Run(request, gone.Token));
        if (mine == looks)
            preview = seen;
    }

    private string Zone => offer?.Branches.FirstOrDefault(b => b.Id == draft.BranchId)?.TimeZone ?? "Etc/UTC";

    private async Task Place()
    {
        if (busy)
            return;
        busy = true;
        var request = draft.ToOrder(Zone);
        var outcome = await front.Do((PlaceOrder p) => p.Run(new(command, request), gone.Token));
        busy = false;
        if (outcome.Ok)
        {
            toasts.Good($"Order {outcome.Value.Number} placed");
            navigation.NavigateTo($"/orders/{outcome.Value.Id}");
            return;
        }
        problems = outcome.Problems();
        // A corrected request is another request: it needs another id.
        command = Ids.New(clock);
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }
}
