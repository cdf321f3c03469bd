using Homeward.Journey.Shared.Pdf;
using UglyToad.PdfPig;

namespace Homeward.Journey.Tests.Dispatch;

public sealed class PdfTests
{
    private static readonly PdfSheet Sheet = new("Test", World.Start.UtcDateTime, "Homeward test");

    [Fact]
    public void A_long_table_repeats_its_head_on_each_page_and_counts_the_pages()
    {
        var file = PdfFlow.Write(
            Sheet,
            flow =>
            {
                flow.Text("Beds", PdfStyle.Title);
                flow.Table(
                    [new("Item", 3), new("Quantity", 1, Align.End)],
                    Enumerable.Range(1, 90).Select(i => (IReadOnlyList<PdfCell>)[$"Bed number {i}", $"{i}"])
                );
            }
        );
        using var pdf = PdfDocument.Open(file);
        Assert.True(pdf.NumberOfPages > 2);
        foreach (var page in pdf.GetPages())
        {
            Assert.Contains("ITEM", page.Text, StringComparison.Ordinal);
            Assert.Contains($"Page {page.Number} of {pdf.NumberOfPages}", page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("Bed number 90", string.Concat(pdf.GetPages().Select(p => p.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_keep_their_accents_and_a_sign_the_typeface_lacks_is_not_an_empty_box()
    {
        var file = PdfFlow.Write(
            Sheet,
            flow =>
            {
                flow.Text("José Muñoz, 3 × oxígeno");
                flow.Text("smile \U0001F600 end");
                flow.Qr("https://example.org/v/1", 60, inPlace: false);
                flow.Note("Mind the dog", PdfInk.WarningWash, PdfInk.Warning);
                flow.Facts(3, ("Patient", "Ann"), ("Phone", "+1 614 555 0100"));
                flow.TickBox("Loaded");
                flow.Image("no picture"u8, 100, 100);
            }
        );
        using var pdf = PdfDocument.Open(file);
        var text = pdf.GetPage(1).Text;
        Assert.Contains("José Muñoz", text, StringComparison.Ordinal);
        Assert.Contains("smile ? end", text, StringComparison.Ordinal);
        Assert.Contains("could not be read", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_wider_than_its_column_is_broken_not_cut_off()
    {
        var serial = string.Concat(Enumerable.Repeat("SN0123456789", 12));
        var file = PdfFlow.Write(
            Sheet,
            flow =>
                flow.Table(
                    [new("Serial", 1), new("Rest", 4)],
                    [
                        [serial, "x"],
                    ]
                )
        );
        using var pdf = PdfDocument.Open(file);
        Assert.Contains(serial, pdf.GetPage(1).Text.ReplaceLineEndings(""), StringComparison.Ordinal);
    }
}
