using Homeward.Field;
using Homeward.Field.Proof;
using Homeward.Journey.Branches;
using Homeward.Journey.Crew;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Intake;
using Homeward.Journey.Proof;
using Homeward.Journey.Shared;
using Homeward.Journey.Stock;
using SkiaSharp;

namespace Homeward.Journey.Tests.Delivery;

/// <summary>A branch in Columbus with one van on its published route: two stops by default, everything loaded.</summary>
internal sealed class Street
{
    public required World World { get; init; }
    public required Branch Branch { get; init; }
    public required Vehicle Van { get; init; }
    public required Person Driver { get; init; }
    public required Person Other { get; init; }
    public required Bin Shelf { get; init; }
    public required Dictionary<string, CatalogueItem> Items { get; init; }
    public required Plan Plan { get; init; }

    public List<Stop> Stops { get; } = [];

    public sealed record Stop(Visit Visit, Patient Patient, Order Order, Unit? Unit);

    public Actor Crew => Of(Driver);
    public Actor Colleague => Of(Other);
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Actor Of(Person p) =>
        new(ActorKind.Person, p.Id, p.Name)
        {
            PersonId = p.Id,
            Branches = [Branch.Id],
            Permissions = Roles.PermissionsOf([Roles.Driver]),
            Roles = new HashSet<string> { Roles.Driver },
        };

    public Actor As(string role) =>
        new(ActorKind.Person, World.NewId(), role)
        {
            Branches = [Branch.Id],
            Permissions = Roles.PermissionsOf([role]),
            Roles = new HashSet<string> { role },
        };

    public Capture Now(double? lat = 39.96, double? lon = -82.99) => new(World.Now, lat, lon, lat is null ? null : 8);

    public static async Task<Street> Open(World world, int stops = 2, Action<Visit, Patient>? change = null)
    {
        await world.Do<SeedReference, Seeded>(s => s.Run(Ct));
        var branch = new Branch
        {
            Id = world.NewId(),
            Code = "COL",
            Name = "Homeward Columbus",
            Phone = "+16145550100",
            AddressLine = "100 Depot Rd",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
            Latitude = 39.95,
            Longitude = -83.0,
        };
        var van = new Vehicle
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Name = "Van 3",
            Payload = new(1_000_000),
        };
        var driver = Worker("Sam", "Rivers");
        var other = Worker("Kim", "Field");
        var shelf = new Bin
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Code = "A1",
            Kind = BinKind.Clean,
        };
        CatalogueItem Item(
            string code,
            string name,
            string hcpcs,
            string family,
            Tracking tracking,
            string skill = ""
        ) =>
            new()
            {
                Id = world.NewId(),
                Code = code,
                Name = name,
                Hcpcs = hcpcs,
                Family = family,
                Manufacturer = "Acme",
                Model = code + "-1",
                Tracking = tracking,
                Returnable = tracking == Tracking.Serial,
                Skill = skill,
            };
        var items = new[]
        {
            Item("T-WALK", "Rolling walker", "E0143", "mobility", Tracking.Serial),
            Item("T-WALK2", "Rolling walker, wide", "E0143", "mobility", Tracking.Serial),
            Item("T-BED", "Semi-electric bed", "E0260", "bed", Tracking.Serial),
            Item("T-CYL", "Oxygen cylinder E", "E0431", "oxygen", Tracking.Lot),
            Item("T-CONC", "Oxygen concentrator", "E1390", "oxygen", Tracking.Serial, "oxygen-tech"),
            Item("T-PAD", "Underpads", "A4554", "supply", Tracking.Quantity),
        }.ToDictionary(i => i.Code);
        var plan = new Plan
        {
            Id = world.NewId(),
            BranchId = branch.Id,
            Date = new(2026, 11, 10),
            VersionNo = 7,
            State = PlanState.Published,
            MadeAt = world.Now,
            PublishedAt = world.Now,
        };
        plan.Routes.Add(
            new()
            {
                Id = world.NewId(),
                PlanId = plan.Id,
                VehicleId = van.Id,
                PersonId = driver.Id,
                StartsAt = world.Now,
                EndsAt = world.Now.AddHours(8),
            }
        );
        await world.Given([branch, driver, other, van, shelf, .. items.Values]);
        var street = new Street
        {
            World = world,
            Branch = branch,
            Van = van,
            Driver = driver,
            Other = other,
            Shelf = shelf,
            Items = items,
            Plan = plan,
        };
        for (var i = 0; i < stops; i++)
            await street.Add(i, change);
        await world.Given(plan);
        return street;

        Person Worker(string first, string last) =>
            new()
            {
                Id = world.NewId(),
                BranchId = branch.Id,
                FirstName = first,
                LastName = last,
                HiredOn = new(2020, 1, 1),
            };
    }

    private async Task Add(int i, Action<Visit, Patient>? change)
    {
        var patient = new Patient
        {
            Id = World.NewId(),
            BranchId = Branch.Id,
            Number = $"P-10{i}",
            FirstName = i == 0 ? "María José" : "Ada",
            LastName = i == 0 ? "Núñez" : "Lane",
            BirthDate = new(1940, 5, 2),
            Language = i == 0 ? "es" : "en",
            Phone = "+16145550101",
            AddressLine = $"{10 + i} Elm St",
            City = "Columbus",
            State = "OH",
            Zip = "43215",
            Latitude = 39.97 + i * 0.01,
            Longitude = -82.98,
            SearchName = "",
        };
        var order = new Order
        {
            Id = World.NewId(),
            BranchId = Branch.Id,
            PatientId = patient.Id,
            Number = $"O-10{i}",
            State = OrderState.Accepted,
            ReceivedAt = World.Now,
            ChangedAt = World.Now,
            DueAt = World.Now.AddHours(8),
        };
        var visit = new Visit
        {
            Id = World.NewId(),
            BranchId = Branch.Id,
            PatientId = patient.Id,
            OrderId = order.Id,
            Number = $"V-10{i}",
            Kind = VisitKind.Delivery,
            State = VisitState.Published,
            Date = Plan.Date,
            WindowFrom = World.Now.AddHours(i),
            WindowTo = World.Now.AddHours(i + 2),
            DueAt = World.Now.AddHours(8),
            VehicleId = Van.Id,
            PersonId = Driver.Id,
            Sequence = i + 1,
            PlannedArrival = World.Now.AddMinutes(30 + 60 * i),
        };
        change?.Invoke(visit, patient);
        await World.Given(patient);
        var deliver = visit.Kind is VisitKind.Delivery or VisitKind.Exchange;
        Unit? unit = null;
        if (deliver)
        {
            unit = await UnitOn("T-WALK", $"WK-{i}", Place.Van(Van.Id), UnitState.OnVan);
            AddLine(visit, order, "T-WALK", Direction.Drop, 1, unit.Id);
        }
        if (visit.Kind is VisitKind.Pickup or VisitKind.Exchange)
        {
            var old = await UnitOn("T-WALK", $"OLD-{i}", Place.Patient(patient.Id), UnitState.WithPatient);
            AddLine(visit, order, "T-WALK", Direction.Fetch, 1, old.Id);
            unit ??= old;
        }
        await World.Given(order, visit);
        Plan.Routes[0]
            .Stops.Add(
                new()
                {
                    Id = World.NewId(),
                    RouteId = Plan.Routes[0].Id,
                    Sequence = i + 1,
                    VisitId = visit.Id,
                    ArrivesAt = visit.PlannedArrival!.Value,
                    StartsAt = visit.PlannedArrival.Value,
                    LeavesAt = visit.PlannedArrival.Value.AddMinutes(20),
                }
            );
        Stops.Add(new(visit, patient, order, unit));
    }

    public void AddLine(Visit visit, Order order, string item, Direction direction, int quantity, Guid? unit = null)
    {
        var line = new OrderLine
        {
            Id = World.NewId(),
            OrderId = order.Id,
            No = order.Lines.Count + 1,
            ItemId = Items[item].Id,
            Quantity = quantity,
            Kind = direction == Direction.Drop ? LineKind.Deliver : LineKind.Pickup,
        };
        order.Lines.Add(line);
        visit.Lines.Add(
            new()
            {
                Id = World.NewId(),
                VisitId = visit.Id,
                OrderLineId = line.Id,
                ItemId = line.ItemId,
                Direction = direction,
                Quantity = quantity,
                UnitId = unit,
            }
        );
    }

    /// <summary>A unit in the books, at a place, by the ledger itself.</summary>
    public async Task<Unit> UnitOn(string item, string serial, Place place, UnitState state)
    {
        var unit = new Unit
        {
            Id = World.NewId(),
            ItemId = Items[item].Id,
            Serial = serial,
            Owner = "us",
            ReceivedOn = new(2026, 1, 1),
        };
        await World.Do<Desk, Outcome<Done>>(desk =>
            desk.Once<Done>(
                World.NewId(),
                new Given(serial),
                () =>
                {
                    new Ledger(desk).Enter(unit, state, new(place, Branch.Id), new("Given"));
                    return Task.FromResult<Outcome<Done>>(Done.It);
                },
                Ct
            )
        );
        return unit;
    }

    private sealed record Given(string What);

    // What a crew does, in their words.

    public Task<Outcome<VisitStep>> Depart(int stop = 0, Actor? actor = null, Guid? id = null) =>
        World.Do<Depart, Outcome<VisitStep>>(
            u => u.Run(new(id ?? World.NewId(), new(Stops[stop].Visit.Id, Now())), Ct),
            actor ?? Crew
        );

    public Task<Outcome<VisitStep>> Arrive(int stop = 0, Actor? actor = null, Guid? id = null) =>
        World.Do<Arrive, Outcome<VisitStep>>(
            u => u.Run(new(id ?? World.NewId(), new(Stops[stop].Visit.Id, Now())), Ct),
            actor ?? Crew
        );

    public Task<Outcome<HandoverView>> Hand(
        int stop,
        string scan,
        int line = 0,
        Guid? id = null,
        string? instead = null,
        int quantity = 1
    ) =>
        World.Do<RecordHandover, Outcome<HandoverView>>(
            u =>
                u.Run(
                    new(
                        id ?? World.NewId(),
                        new(Stops[stop].Visit.Id, Stops[stop].Visit.Lines[line].Id, Now())
                        {
                            Scan = scan.Length == 0 ? null : scan,
                            SubstituteReason = instead,
                            Quantity = quantity,
                        }
                    ),
                    Ct
                ),
            Crew
        );

    public Task<Outcome<HandoverView>> FetchBack(
        int stop,
        string scan,
        int line,
        string condition = "good",
        params string[] missing
    ) =>
        World.Do<RecordFetch, Outcome<HandoverView>>(
            u =>
                u.Run(
                    new(
                        World.NewId(),
                        new(Stops[stop].Visit.Id, Stops[stop].Visit.Lines[line].Id, condition, Now())
                        {
                            Scan = scan,
                            MissingAccessories = missing,
                        }
                    ),
                    Ct
                ),
            Crew
        );

    public Task<Outcome<VisitStep>> Undo(int stop, Guid step, string reason) =>
        World.Do<UndoStep, Outcome<VisitStep>>(
            u => u.Run(new(World.NewId(), new(Stops[stop].Visit.Id, step, reason, Now())), Ct),
            Crew
        );

    public Task<Outcome<EvidenceView>> Evidence(
        int stop,
        string kind,
        object data,
        byte[]? file = null,
        Actor? actor = null,
        Guid? id = null,
        Guid? corrects = null,
        string? why = null
    ) =>
        World.Do<CaptureEvidence, Outcome<EvidenceView>>(
            u =>
                u.Run(
                    new(
                        id ?? World.NewId(),
                        new(Stops[stop].Visit.Id, kind, Json.Write(data, data.GetType()), Now())
                        {
                            Corrects = corrects,
                            CorrectionReason = why,
                        }
                    ),
                    file,
                    Ct
                ),
            actor ?? Crew
        );

    public SignatureData Signed(
        int stop,
        SignerRole role = SignerRole.Beneficiary,
        string? name = null,
        string? relationship = null,
        bool met = true,
        bool legible = true,
        DateOnly? own = null
    )
    {
        var text = Acknowledgements.For(Stops[stop].Visit.Kind, Stops[stop].Patient.Language);
        return new(role, name, relationship, legible, met, own, text.Id, text.Version, text.Language);
    }

    public Task<Outcome<EvidenceView>> Sign(int stop, SignatureData? said = null, Guid? id = null, string ink = "x") =>
        Evidence(stop, EvidenceKinds.Signature, said ?? Signed(stop), Picture(ink), id: id);

    public Task<Outcome<EvidenceView>> Teach(int stop) =>
        Evidence(stop, EvidenceKinds.Instruction, new InstructionData("Safe use of the walker", true));

    public Task<Outcome<VisitProven>> Close(int stop, Guid? id = null, string? partial = null, Actor? actor = null) =>
        World.Do<CloseVisit, Outcome<VisitProven>>(
            u => u.Run(new(id ?? World.NewId(), new(Stops[stop].Visit.Id, Now()) { PartialReason = partial }), Ct),
            actor ?? Crew
        );

    public Task<Outcome<VisitFailedView>> Fail(int stop, string reason, string? note = null, Actor? actor = null) =>
        World.Do<FailVisit, Outcome<VisitFailedView>>(
            u => u.Run(new(World.NewId(), new(Stops[stop].Visit.Id, reason, note, Now())), Ct),
            actor ?? Crew
        );

    /// <summary>Everything a direct delivery needs, up to the closing.</summary>
    public async Task Prove(int stop)
    {
        (await Depart(stop)).Must();
        (await Arrive(stop)).Must();
        (await Hand(stop, Stops[stop].Unit!.Serial)).Must();
        (await Teach(stop)).Must();
        (await Sign(stop, ink: $"ink {stop}")).Must();
    }

    /// <summary>A drawn picture; other words, other bytes.</summary>
    public static byte[] Picture(string words, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(600, 200);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var pen = new SKPaint
        {
            Color = SKColors.Black,
            StrokeWidth = 5,
            IsStroke = true,
            IsAntialias = true,
        };
        using var path = new SKPathBuilder();
        path.MoveTo(30, 120);
        var seed = words.Aggregate(17, (a, c) => a * 31 + c);
        for (var i = 1; i < 12; i++)
            path.LineTo(30 + i * 45, 100 + ((seed >> (i % 24)) & 7) * 11 * (i % 2 == 0 ? 1 : -1));
        using var line = path.Detach();
        canvas.DrawPath(line, pen);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, 90);
        return data.ToArray();
    }
}
