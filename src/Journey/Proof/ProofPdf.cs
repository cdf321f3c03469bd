using System.Globalization;
using Homeward.Field.Proof;
using Homeward.Journey.Delivery;
using Homeward.Journey.Dispatch;
using Homeward.Journey.Shared;
using Homeward.Journey.Shared.Pdf;

namespace Homeward.Journey.Proof;

/// <summary>
/// Draws the proof of one visit on US Letter, in English with the patient's language beside it. The same evidence gives the same
/// bytes: the date inside is that of the visit's end, and nothing is read from the clock.
/// </summary>
public static class ProofPdf
{
    private static readonly CultureInfo Us = CultureInfo.GetCultureInfo("en-US");

    public static byte[] Draw(
        ProofCase known,
        ProofDocument proof,
        IReadOnlyDictionary<string, byte[]> pictures,
        string publicUrl
    )
    {
        var page = new Sheet(known, proof, pictures, publicUrl);
        var visit = known.Visit;
        return PdfFlow.Write(
            new PdfSheet(
                $"{Sheet.TitleOf(known)} {visit.Number}",
                visit.EndedAt ?? proof.MadeAt,
                $"Evidence {proof.EvidenceHash[..16]}…  ·  {known.Branch.Name}  ·  Visit {visit.Number}"
            )
            {
                Subject = "Proof of a home medical equipment visit",
                RunningHead = $"{Sheet.TitleOf(known)}  ·  Visit {visit.Number}  ·  {known.Patient.Name}",
            },
            page.Draw
        );
    }

    private sealed class Sheet(
        ProofCase known,
        ProofDocument proof,
        IReadOnlyDictionary<string, byte[]> pictures,
        string publicUrl
    )
    {
        private readonly string language = known.Patient.Language.Split('-')[0].ToLowerInvariant();
        private readonly TimeZoneInfo zone = known.Branch.Zone;

        private Visit Visit => known.Visit;

        public static string TitleOf(ProofCase known) =>
            known.Told.Failure is not null
                ? "Record of a failed visit"
                : known.Visit.Kind switch
                {
                    VisitKind.Pickup => "Proof of pickup",
                    VisitKind.Exchange => "Proof of exchange",
                    VisitKind.Service => "Proof of service",
                    _ => "Proof of delivery",
                };

        public void Draw(PdfFlow flow)
        {
            Head(flow);
            Facts(flow);
            Items(flow);
            Failure(flow);
            Signature(flow);
            Instruction(flow);
            Checklist(flow);
            Photos(flow);
            Seal(flow);
        }

        private void Head(PdfFlow flow)
        {
            var branch = known.Branch;
            flow.Columns(
                16,
                (
                    3f,
                    f =>
                    {
                        f.Text(branch.Name, PdfStyle.Strong with { Ink = PdfInk.Accent, Size = 11 });
                        f.Text($"{branch.AddressLine}, {branch.City}, {branch.State} {branch.Zip}", PdfStyle.Small);
                        f.Text($"Phone {Phone(branch.Phone)}", PdfStyle.Small);
                        f.Space(10);
                        f.Text(TitleOf(known), PdfStyle.Title);
                        if (Other(TitleOf(known)) is { } other)
                            f.Text(other, PdfStyle.Body with { Ink = PdfInk.Grey });
                    }
                ),
                (
                    1f,
                    f =>
                    {
                        f.Qr($"{publicUrl}/verify/{proof.EvidenceHash}", 76);
                        f.Space(79);
                        f.Text("Scan to verify", PdfStyle.Small, Align.End);
                    }
                )
            );
            flow.Space(6);
            flow.Rule(PdfInk.Accent, 1.4f);
            flow.Space(8);
        }

        private void Facts(PdfFlow flow)
        {
            var date = known.Date;
            flow.Facts(
                4,
                (Label("Visit"), Visit.Number + (Visit.Attempt > 1 ? $" (attempt {Visit.Attempt})" : "")),
                (Label("Order"), known.Order?.Number ?? "–"),
                (Label("Arrived"), When(Visit.ArrivedAt)),
                (Label("Ended"), When(Visit.EndedAt))
            );
            flow.Facts(
                4,
                (Label("Patient"), known.Patient.Name),
                (Label("Date of birth"), Day(known.Patient.BirthDate)),
                (Label("Patient number"), known.Patient.Number),
                (Label("Method"), $"{Words.Of(known.Method.ToString())} ({Words.Of(Visit.Kind.ToString())})")
            );
            flow.Facts(
                2,
                (Label("Delivery address"), StopSheets.AddressOf(known.Patient)),
                (
                    Label("Crew"),
                    string.Join(", ", known.Evidence.Select(e => e.CapturedByName).Distinct().DefaultIfEmpty("–"))
                )
            );
            if (known.Told.Failure is null)
            {
                var said = date.Date is { } day ? $"Date of service: {Day(day)}" : "No date of service";
                flow.Note(
                    $"{said}. {date.Reason} ({date.Rule})",
                    PdfInk.Wash,
                    PdfInk.Accent,
                    bold: date.Date is not null
                );
            }
            foreach (var m in known.Missing)
                flow.Note(
                    $"{(m.Level == EvidenceLevel.Block ? "Still missing" : "Remark")}: {m.Sentence} {m.WhatToDo} ({m.Code}, {m.Rule})",
                    PdfInk.WarningWash,
                    PdfInk.Warning
                );
            if (proof.NotBillable)
                flow.Note($"Not billed: {proof.NotBillableReason}", PdfInk.WarningWash, PdfInk.Warning);
            flow.Space(4);
        }

        private void Items(PdfFlow flow)
        {
            var drops = known.Hands.Where(h => h.Row.Direction == Direction.Drop).ToList();
            if (drops.Count > 0)
            {
                flow.Heading(Both("Items handed over"));
                flow.Table(
                    [
                        new("Item", 4.4f),
                        new("HCPCS", 1.1f),
                        new("Brand and model", 2.4f),
                        new("Serial or lot", 2.2f),
                        new("Qty", 0.7f, Align.End),
                    ],
                    drops.Select(h =>
                        (IReadOnlyList<PdfCell>)
                            [
                                new PdfCell(new PdfPara(h.Item.Name, PdfStyle.Strong)),
                                h.Item.Hcpcs.Length == 0 ? "–" : h.Item.Hcpcs,
                                Dash($"{h.Item.Manufacturer} {h.Item.Model}"),
                                Dash(
                                    string.Join(
                                        " · ",
                                        new[] { h.Serial, h.Lot is null ? null : $"lot {h.Lot}" }.OfType<string>()
                                    )
                                ),
                                h.Row.Quantity.ToString(Us),
                            ]
                    )
                );
                flow.Space(6);
            }
            var back = known.Hands.Where(h => h.Row.Direction == Direction.Fetch).ToList();
            if (back.Count > 0)
            {
                flow.Heading(Both("Items picked up"));
                flow.Table(
                    [
                        new("Item", 3.6f),
                        new("Serial or lot", 2.2f),
                        new("Condition", 1.4f),
                        new("Missing", 2.6f),
                        new("Qty", 0.7f, Align.End),
                    ],
                    back.Select(h =>
                        (IReadOnlyList<PdfCell>)
                            [
                                new PdfCell(new PdfPara(h.Item.Name, PdfStyle.Strong)),
                                Dash(h.Serial ?? (h.Lot is null ? "" : $"lot {h.Lot}")),
                                Dash(h.Row.Condition ?? ""),
                                h.Row.MissingAccessories.Count == 0
                                    ? "nothing"
                                    : string.Join(", ", h.Row.MissingAccessories),
                                h.Row.Quantity.ToString(Us),
                            ]
                    )
                );
                flow.Space(6);
            }
            if (known.Told.ServiceDone is { } done)
            {
                flow.Heading(Both("Work done"));
                flow.Text(done);
                flow.Space(6);
            }
            if (known.Told.ExchangeReasonCode is { } exchange)
                flow.Facts(1, (Label("Reason of the exchange"), exchange.Replace('-', ' ')));
        }

        private void Failure(PdfFlow flow)
        {
            if (known.Told.Failure is not { } failure)
                return;
            flow.Note(
                $"{proof.NotBillableReason ?? "The visit failed."} {failure.Note}".Trim(),
                PdfInk.AlarmWash,
                PdfInk.Alarm,
                bold: true
            );
            flow.Space(6);
        }

        private void Signature(PdfFlow flow)
        {
            if (known.Current.LastOrDefault(e => e.Kind == EvidenceKinds.Signature) is not { } row)
                return;
            var signed = Json.Read<SignatureData>(row.Data)!;
            flow.Keep(210);
            flow.Heading(Both("Acknowledgement and signature"));
            flow.Text(signed.Text ?? "");
            // An auditor reads English: beside a text in another language stands the same version in ours.
            if (
                signed.TextLanguage != "en"
                && Acknowledgements.All.FirstOrDefault(t =>
                    t.Id == signed.TextId && t.Version == signed.TextVersion && t.Language == "en"
                )
                    is { } english
            )
            {
                flow.Space(3);
                flow.Text($"In English: {english.Text}", PdfStyle.Small);
            }
            flow.Text(
                $"Text {signed.TextId}, version {signed.TextVersion}, {signed.TextLanguage}; SHA-256 {signed.TextHash}",
                PdfStyle.Small with
                {
                    Size = 6.8f,
                }
            );
            flow.Space(6);
            flow.Columns(
                20,
                (
                    1.1f,
                    f =>
                    {
                        f.Image(pictures[row.Blob!], 220, 74);
                        f.Rule();
                        f.Space(2);
                        f.Text(Both("Signature"), PdfStyle.Small);
                    }
                ),
                (
                    1f,
                    f =>
                    {
                        f.Facts(
                            2,
                            (
                                Label("Printed name"),
                                signed.PrintedName ?? (signed.Role == SignerRole.Beneficiary ? known.Patient.Name : "–")
                            ),
                            (
                                Label("Signed as"),
                                signed.Role == SignerRole.Beneficiary ? "patient" : Words.Of(signed.Role.ToString())
                            ),
                            (
                                Label("Relationship"),
                                signed.Relationship ?? (signed.Role == SignerRole.Beneficiary ? "self" : "–")
                            ),
                            (Label("Signed"), When(row.DeviceTime)),
                            (Label("Date by signer"), signed.RecipientDate is { } own ? Day(own) : "–"),
                            (Label("Met in person"), signed.MetInPerson ? "yes" : "no")
                        );
                    }
                )
            );
            if (row.Latitude is { } lat && row.Longitude is { } lon)
                flow.Text(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Place of the signature: {lat:0.00000}, {lon:0.00000}{(row.AccuracyMetres is { } a ? $" (within {a:0} m)" : "")}"
                    ),
                    PdfStyle.Small
                );
            flow.Space(8);
        }

        private void Instruction(PdfFlow flow)
        {
            var given = known
                .Current.Where(e => e.Kind == EvidenceKinds.Instruction)
                .Select(e => Json.Read<InstructionData>(e.Data)!)
                .ToList();
            if (given.Count == 0)
                return;
            flow.Heading(Both("Instruction"));
            foreach (var i in given)
                flow.Facts(
                    4,
                    (Label("Subject"), i.Subject ?? "Safe and effective use"),
                    (Label("Given by"), i.GivenBy ?? "–"),
                    (Label("Qualified on the day"), i.Qualified ? "yes" : "no"),
                    (Label("Shown back by the patient"), i.TeachBack ? "yes" : "not recorded")
                );
            flow.Space(4);
        }

        private void Checklist(PdfFlow flow)
        {
            if (!known.Checklist.Any(c => c.Answer is not null))
                return;
            flow.Heading(Both("Home and equipment check"));
            flow.Table(
                [new("Question", 5f), new("Answer", 1.4f), new("By", 1.6f)],
                known.Checklist.Select(c =>
                    (IReadOnlyList<PdfCell>)
                        [
                            language == "es"
                                ? new PdfCell(
                                    new PdfPara(c.Question.Prompt.English),
                                    new PdfPara(c.Question.Prompt.Spanish, PdfStyle.Small)
                                )
                                : c.Question.Prompt.English,
                            c.Answer is null ? "not answered"
                            : c.Question.Unit is null
                                ? c.Answer.Answer + (c.Answer.Note is null ? "" : $" ({c.Answer.Note})")
                            : $"{c.Answer.Answer} {c.Question.Unit}",
                            c.Answer?.By ?? "–",
                        ]
                )
            );
            flow.Space(6);
        }

        private void Photos(PdfFlow flow)
        {
            var photos = known.Current.Where(e => e.Kind == EvidenceKinds.Photo).ToList();
            if (photos.Count == 0)
                return;
            flow.Keep(200);
            flow.Heading(Both("Photos"));
            foreach (var pair in photos.Chunk(2))
            {
                flow.Keep(200);
                flow.Columns(
                    16,
                    [
                        .. pair.Select(e =>
                            (
                                1f,
                                (Action<PdfFlow>)(
                                    f =>
                                        f.Image(
                                            pictures[e.Blob!],
                                            250,
                                            170,
                                            $"{Json.Read<PhotoData>(e.Data)?.Subject ?? "Photo"} · {When(e.DeviceTime)} · SHA-256 {e.Blob![..16]}…"
                                        )
                                )
                            )
                        ),
                        .. Enumerable.Repeat((1f, (Action<PdfFlow>)(_ => { })), 2 - pair.Length),
                    ]
                );
                flow.Space(6);
            }
        }

        private void Seal(PdfFlow flow)
        {
            flow.Keep(90);
            flow.Heading(Both("Seal"));
            flow.Text(
                "Each record of this visit is hashed (SHA-256) and chained in the order it was received; the last link is the evidence "
                    + "hash. The same hash stands in our sealed audit trail. Anyone can check this document at the address in the code above.",
                PdfStyle.Small
            );
            flow.Space(3);
            flow.Facts(1, ("Evidence hash", proof.EvidenceHash));
            flow.Facts(
                3,
                ("Records", known.Evidence.Count.ToString(Us)),
                ("Corrections", known.Evidence.Count(e => e.Corrects is not null).ToString(Us)),
                (Label("Kept until at least"), proof.KeepUntil is { } until ? Day(until) : "–")
            );
            foreach (var e in known.Evidence.Where(e => e.Corrects is not null))
                flow.Text(
                    $"{When(e.ServerTime)}: {e.Kind} by {e.CapturedByName} corrects an earlier record: {e.CorrectionReason}",
                    PdfStyle.Small
                );
        }

        private string When(DateTime? utc) =>
            utc is { } at ? TimeZoneInfo.ConvertTimeFromUtc(at, zone).ToString("MM/dd/yyyy h:mm tt", Us) : "–";

        private static string Day(DateOnly day) => day.ToString("MM/dd/yyyy", Us);

        // As Americans read it: +16145550100 is (614) 555-0100.
        private static string Phone(string e164) =>
            e164.Length == 12 && e164.StartsWith("+1", StringComparison.Ordinal)
                ? $"({e164[2..5]}) {e164[5..8]}-{e164[8..]}"
                : e164;

        private static string Dash(string text) => string.IsNullOrWhiteSpace(text) ? "–" : text.Trim();

        private string Label(string english) => Other(english) is { } other ? $"{english} · {other}" : english;

        private string Both(string english) => Other(english) is { } other ? $"{english} · {other}" : english;

        private string? Other(string english) =>
            language == "es" ? ProofWords.Spanish.GetValueOrDefault(english) : null;
    }
}
