using CsCheck;
using Homeward.Field.Checks;

namespace Homeward.Field.Tests;

public sealed class ChecksTests
{
    [Theory]
    [InlineData("1234567893", true)] // CMS's own example
    [InlineData("1234567890", false)]
    [InlineData("3234567893", false)]
    [InlineData("123456789", false)]
    [InlineData("12345678 3", false)]
    [InlineData(null, false)]
    public void Npi_follows_the_check_digit_rule(string? npi, bool valid) => Assert.Equal(valid, Npi.IsValid(npi));

    [Fact]
    public void Changing_any_digit_of_an_npi_breaks_it() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9])
            .Sample(
                (at, by) =>
                {
                    const string Good = "1234567893";
                    Assert.False(Npi.IsValid(Good[..at] + (char)('0' + (Good[at] - '0' + by) % 10) + Good[(at + 1)..]));
                }
            );

    [Theory]
    [InlineData("j449", "J44.9")]
    [InlineData("J44.9", "J44.9")]
    [InlineData("G47.33", "G47.33")]
    [InlineData("C7A", "C7A")]
    [InlineData("S72.001A", "S72.001A")]
    [InlineData("J4", null)]
    [InlineData("J44.", null)]
    [InlineData("44.9", null)]
    [InlineData("J449.1", null)]
    [InlineData("S72.001AA", null)]
    public void Icd10_shape(string code, string? normal) => Assert.Equal(normal, Icd10.Normalise(code));

    [Theory]
    [InlineData("E1390", true)]
    [InlineData("k0001", true)]
    [InlineData("W1234", false)]
    [InlineData("E139", false)]
    [InlineData("E139A", false)]
    public void Hcpcs_shape(string code, bool right) => Assert.Equal(right, Hcpcs.IsShape(code));

    [Theory]
    [InlineData("43215", "43215")]
    [InlineData("02134-1234", "02134-1234")]
    [InlineData("021341234", "02134-1234")]
    [InlineData("4321", null)]
    [InlineData("4321A", null)]
    public void Zip_codes(string zip, string? normal) => Assert.Equal(normal, ZipCode.Normalise(zip));

    [Theory]
    [InlineData("1EG4-TE5-MK73", "1EG4TE5MK73")] // CMS's own example
    [InlineData("1eg4te5mk73", "1EG4TE5MK73")]
    [InlineData("0EG4TE5MK73", null)]
    [InlineData("1SG4TE5MK73", null)]
    [InlineData("1EG4TE5MK7", null)]
    public void Mbi_shape(string mbi, string? normal) => Assert.Equal(normal, Mbi.Normalise(mbi));

    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.961)]
    [InlineData("DIXON", "DICKSONX", 0.813)]
    [InlineData("DWAYNE", "DUANE", 0.840)]
    public void Jaro_Winkler_gives_the_published_figures(string a, string b, double value) =>
        Assert.Equal(value, PersonName.JaroWinkler(a, b), 3);

    [Theory]
    [InlineData("Robert", "R163")]
    [InlineData("Rupert", "R163")]
    [InlineData("Tymczak", "T522")]
    [InlineData("Pfister", "P236")]
    [InlineData("Ashcraft", "A261")]
    public void Soundex_gives_the_archives_figures(string name, string code) =>
        Assert.Equal(code, PersonName.Soundex(name));

    [Theory]
    [InlineData("Mr. José  O'Brien-Núñez, Jr.", "JOSE OBRIEN NUNEZ")]
    [InlineData("Jose\u0301", "JOSE")]
    [InlineData("Łukasz Groß", "LUKASZ GROSS")]
    public void Names_are_normalised(string name, string normal) => Assert.Equal(normal, PersonName.Normalise(name));

    [Fact]
    public void Typing_errors_in_one_field_stay_likely_duplicates()
    {
        var mary = new PersonFacts("Major", "Elizabeth", new(1941, 3, 12), "614-555-0134", "43215");
        Assert.Equal(100, PatientMatch.Similarity(mary, mary).Score);
        PersonFacts[] likely =
        [
            mary with
            {
                GivenName = "Betty",
            },
            mary with
            {
                FamilyName = "Mayjor",
            },
            mary with
            {
                BirthDate = new(1941, 12, 3),
            },
            mary with
            {
                BirthDate = new(1941, 3, 21),
            },
            mary with
            {
                BirthDate = new(1947, 3, 12),
            },
            mary with
            {
                Phone = "(614) 555 9999",
            },
            mary with
            {
                Phone = null,
                Zip = null,
            },
        ];
        Assert.All(
            likely,
            other =>
                Assert.InRange(
                    PatientMatch.Similarity(mary, other).Score,
                    PatientMatch.Likely,
                    99 + (other.Zip is null ? 1 : 0)
                )
        );
    }

    [Fact]
    public void Neighbours_with_one_name_and_nameless_records_are_not_likely()
    {
        var mary = new PersonFacts("Major", "Mary", new(1941, 3, 12), "6145550134", "43215");
        Assert.True(
            PatientMatch.Similarity(mary, new("Major", "Walter", new(1938, 7, 30), "6145550134", "43215")).Score
                < PatientMatch.Likely
        );
        Assert.True(PatientMatch.Similarity(mary, mary with { BirthDate = null }).Score < PatientMatch.Likely);
        Assert.Equal(0, PatientMatch.Similarity(new(), mary).Score);
        Assert.True(
            PatientMatch.Similarity(new("A", MemberId: "1EG4-TE5-MK73"), new("B", MemberId: "1eg4te5mk73")).Score >= 95
        );
    }

    [Fact]
    public void Similarity_is_symmetric_and_between_0_and_100()
    {
        string[] spellings = ["Smith", "Smyth", "Jones", "", "O'Neil", "Oneill"];
        var names = Gen.Int[0, spellings.Length - 1].Select(i => spellings[i]);
        var facts = Gen.Select(names, names, Gen.Int[0, 800])
            .Select((f, g, d) => new PersonFacts(f, g, new DateOnly(1940, 1, 1).AddDays(d)));
        Gen.Select(facts, facts)
            .Sample(
                (a, b) =>
                {
                    var score = PatientMatch.Similarity(a, b).Score;
                    Assert.Equal(score, PatientMatch.Similarity(b, a).Score);
                    Assert.InRange(score, 0, 100);
                }
            );
    }
}
