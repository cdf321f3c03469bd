using SkiaSharp;

namespace Homeward.TestKit;

/// <summary>A drawn line as PNG: what a signature or a photo is to the rules.</summary>
public static class Ink
{
    public static byte[] Png(int width)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, 120));
        surface.Canvas.Clear(SKColors.White);
        using var pen = new SKPaint
        {
            Color = SKColors.Navy,
            StrokeWidth = 4,
            IsAntialias = true,
        };
        for (var x = 10; x < width - 20; x += 8)
            surface.Canvas.DrawLine(x, 60 + 30 * MathF.Sin(x / 9f), x + 8, 60 + 30 * MathF.Sin((x + 8) / 9f), pen);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }
}
