using Homeward.Routing.Formats;
using static Homeward.Routing.Tests.VroomDays;

namespace Homeward.Routing.Tests;

/// <summary>Where matrices come from when the JSON has none.</summary>
public sealed class VroomTestsRoads
{
    private const string Coordinates = """
        {"vehicles": [{"id": 1, "start": [2.35044, 48.71764], "end": [2.35044, 48.71764]}],
         "jobs": [{"id": 1, "location": [1.98935, 48.701]}, {"id": 2, "location": [2.35044, 48.71764]}]}
        """;

    [Fact]
    public void Without_a_matrix_and_without_a_maker_of_one_a_matrix_is_asked_for()
    {
        var fault = Fault(Coordinates);
        Assert.Equal((3, "matrices.car"), (fault.Code, fault.Path));
        Assert.Contains("A matrix is needed", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_maker_is_given_each_place_once_in_the_order_it_is_named()
    {
        var problem = Vroom
            .Read(
                Coordinates,
                (profile, places) =>
                {
                    Assert.Equal("car", profile);
                    Assert.Equal([(2.35044, 48.71764), (1.98935, 48.701)], places);
                    return new TravelMatrix(2, [0, 10, 20, 0], [0, 100, 200, 0]);
                }
            )
            .Problem;
        Assert.Equal([1, 0], problem.Visits.Select(v => v.Place));
        Assert.Equal(20, problem.Travel.Time(1, 0).Value);
    }

    [Fact]
    public void A_matrix_of_the_wrong_size_is_refused()
    {
        var fault = Assert.Throws<VroomFormatException>(() =>
            Vroom.Read(Coordinates, (_, _) => new TravelMatrix(1, [0], [0]))
        );
        Assert.Equal(3, fault.Code);
    }

    [Fact]
    public void Distances_that_costs_ask_for_are_made_for_the_places_in_use()
    {
        var json = Json(
            """{"id": 1, "start_index": 2, "start": [7, 7], "costs": {"per_hour": 0, "per_km": 1000}}""",
            """{"id": 1, "location_index": 1, "location": [8, 8]}""",
            matrices: Car(Matrix(4, 100))
        );
        Assert.Contains("distances", Fault(json).Message, StringComparison.Ordinal);
        var problem = Vroom
            .Read(
                json,
                (_, places) =>
                {
                    Assert.Equal([(7, 7), (8, 8)], places);
                    return new TravelMatrix(2, [0, 1, 1, 0], [0, 40, 50, 0]);
                }
            )
            .Problem;
        Assert.Equal((100, 40), (problem.Travel.Time(2, 1).Value, problem.Travel.Distance(2, 1).Value));
    }

    [Fact]
    public void Places_need_an_index_with_matrices_and_coordinates_without()
    {
        Assert.Equal("jobs[0]", Fault(Json(jobs: """{"id": 1, "location": [1, 1]}""")).Path);
        Assert.Equal(
            "jobs[0]",
            Fault("""{"vehicles": [{"id": 1, "start": [1, 1]}], "jobs": [{"id": 1, "location_index": 0}]}""").Path
        );
        var beyond = Fault(Json(jobs: """{"id": 1, "location_index": 5}"""));
        Assert.Equal("jobs[0]", beyond.Path);
        Assert.Contains(
            "Index 5 is not in matrices.car.distances of 5 places",
            beyond.Message,
            StringComparison.Ordinal
        );
    }
}
