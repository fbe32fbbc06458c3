using System.Globalization;
using Csirt.Contracts.Http.Escalation;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Csirt.Escalation.Reports;

/// <summary>A prepared report as a Word file that people go on writing in: a heading per item, its text below.</summary>
internal static class WordReport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Font = "游ゴシック";
    private const string TitleSize = "32";
    private const string HeadingSize = "24";
    private const string TextSize = "21";
    private const string MarkColour = "B45309";

    public static byte[] Write(PreparedReport report, string heading)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            var body = new Body();
            body.Append(Line(heading, TextSize), Line(report.Title, TitleSize, bold: true));
            foreach (var item in report.Items)
            {
                body.Append(Line(item.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"{item.Number}　{item.Title}") : item.Title, HeadingSize, bold: true, heading: true));
                if (item.Missing)
                {
                    body.Append(Line("（記入が必要な項目）", TextSize, colour: MarkColour));
                }

                body.Append(item.Text.Split('\n').Select(line => Line(line, TextSize)));
            }

            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static Paragraph Line(string text, string size, bool bold = false, bool heading = false, string? colour = null)
    {
        var properties = new RunProperties(new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font });
        if (bold)
        {
            properties.Append(new Bold());
        }

        if (colour is not null)
        {
            properties.Append(new Color { Val = colour });
        }

        properties.Append(new FontSize { Val = size });
        var run = new Run(properties, new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
        return heading
            ? new Paragraph(new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "240" }, new OutlineLevel { Val = 0 }), run)
            : new Paragraph(run);
    }

    // What XML 1.0 cannot hold would make a file that Word calls damaged.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or >= 0x20 and not (0xFFFE or 0xFFFF)));
}
