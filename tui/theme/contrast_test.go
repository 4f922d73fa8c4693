package theme

import (
	"image/color"
	"math"
)

// contrast is the WCAG contrast ratio of two colours.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	channel := func(value uint32, weight float64) float64 {
		v := float64(value) / 0xffff
		if v <= 0.04045 {
			return weight * v / 12.92
		}
		return weight * math.Pow((v+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return channel(r, 0.2126) + channel(g, 0.7152) + channel(b, 0.0722)
}
