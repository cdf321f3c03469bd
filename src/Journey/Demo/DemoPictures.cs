using SkiaSharp;

namespace Homeward.Journey.Demo;

/// <summary>Pictures for the demonstration, drawn here: a hand's signature, a closed door.</summary>
internal static class DemoPictures
{
    /// <summary>A flowing line whose shape follows from the visit's number.</summary>
    public static byte[] Signature(string number)
    {
        using var surface = SKSurface.Create(new SKImageInfo(600, 200));
        surface.Canvas.Clear(SKColors.White);
        using var ink = new SKPaint
        {
            Color = new SKColor(24, 32, 60),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 4,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
        };
        var turn = number.Sum(c => c) % 17 / 17f;
        SKPoint? last = null;
        for (var i = 0; i <= 400; i++)
        {
            var t = i / 400f;
            var x = 50 + 470 * t + 22 * MathF.Sin(t * (34 + 9 * turn));
            var y = 105 - 58 * MathF.Sin(t * (19 + 12 * turn)) * (1 - 0.65f * t) + 14 * MathF.Cos(t * 61);
            var next = new SKPoint(x, y);
            if (last is { } from)
                surface.Canvas.DrawLine(from, next, ink);
            last = next;
        }
        return Encoded(surface, SKEncodedImageFormat.Png);
    }

    public static byte[] Door(string number)
    {
        using var surface = SKSurface.Create(new SKImageInfo(640, 480));
        var canvas = surface.Canvas;
        canvas.Clear(new SKColor(158, 132, 108));
        using var door = new SKPaint { Color = new SKColor(66, 92, 84), IsAntialias = true };
        using var panel = new SKPaint { Color = new SKColor(52, 74, 68), IsAntialias = true };
        using var brass = new SKPaint { Color = new SKColor(214, 178, 92), IsAntialias = true };
        var shift = number.Sum(c => c) % 60;
        canvas.DrawRect(190 + shift, 40, 220, 440, door);
        canvas.DrawRect(215 + shift, 70, 170, 150, panel);
        canvas.DrawRect(215 + shift, 250, 170, 190, panel);
        canvas.DrawCircle(392 + shift, 270, 9, brass);
        return Encoded(surface, SKEncodedImageFormat.Jpeg);
    }

    private static byte[] Encoded(SKSurface surface, SKEncodedImageFormat format)
    {
        using var image = surface.Snapshot();
        using var data = image.Encode(format, 85);
        return data.ToArray();
    }
}
