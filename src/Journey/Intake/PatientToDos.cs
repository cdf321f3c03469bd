using Homeward.Field;

namespace Homeward.Journey.Intake;

/// <summary>What is missing or doubtful on a patient's record. Worked out from the record at each reading, so it never goes stale.</summary>
public static class PatientToDos
{
    // Farther than this from the middle of the ZIP area, the place or the ZIP is wrong.
    private const double FarMetres = 80_000;

    public static IReadOnlyList<PatientToDo> Of(Patient patient)
    {
        var list = new List<PatientToDo>();
        if (patient.Phone.Length == 0)
            list.Add(
                new("PAT-01", "No telephone number: nobody can call ahead.", "Ask the sender or the family.", "phone")
            );
        if (patient.AddressLine.Length == 0)
            list.Add(new("PAT-02", "No street address.", "Ask for house number and street.", "addressLine"));
        if (patient.Location == LocationGrade.None)
            list.Add(
                new(
                    "PAT-03",
                    "The home is not located: no route can be planned to it.",
                    "Put the pin on the map.",
                    "latitude"
                )
            );
        else if (patient.Location == LocationGrade.ZipCentroid)
            list.Add(
                new(
                    "PAT-04",
                    $"The home is known by its ZIP area only ({patient.Zip}).",
                    "Put the pin on the map: until then times and routes are rough.",
                    "latitude"
                )
            );
        if (patient.Zip.Length == 0)
            list.Add(new("PAT-05", "No ZIP code.", "Ask for it, or look it up from street and town.", "zip"));
        else if (ZipCodes.Find(patient.Zip) is not { } place)
            list.Add(new("PAT-06", $"We know no ZIP code {patient.Zip}.", "Check it with the address.", "zip"));
        else
            Disagreements(patient, place, list);
        return list;
    }

    private static void Disagreements(Patient patient, ZipPlace place, List<PatientToDo> list)
    {
        if (patient.State.Length > 0 && place.State.Length > 0 && patient.State != place.State)
            list.Add(
                new(
                    "PAT-07",
                    $"ZIP {place.Zip} is in {place.State}, the address says {patient.State}.",
                    "Correct the ZIP code or the state.",
                    "zip"
                )
            );
        else if (
            patient.City.Length > 0
            && place.City.Length > 0
            && !ZipCodes.IsNear(place, patient.City, patient.State.Length > 0 ? patient.State : place.State)
        )
            list.Add(
                new(
                    "PAT-08",
                    $"ZIP {place.Zip} is {place.City}, {place.State}; the address says {patient.City}.",
                    "Check town and ZIP code; a place without its own post office may be right.",
                    "city"
                )
            );
        if (
            patient is { Location: LocationGrade.Given or LocationGrade.Pinned, Latitude: { } lat, Longitude: { } lon }
            && new GeoPoint(lat, lon).MetresTo(place.Point) > FarMetres
        )
            list.Add(
                new(
                    "PAT-09",
                    $"The pin is {new GeoPoint(lat, lon).MetresTo(place.Point) / 1609.344:N0} miles from ZIP {place.Zip}.",
                    "Move the pin or correct the ZIP code.",
                    "latitude"
                )
            );
    }
}
