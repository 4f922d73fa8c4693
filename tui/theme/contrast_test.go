package theme

import "math"

// contrast is the WCAG contrast ratio of two colours.
func contrast(a, b uint32) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(rgb uint32) float64 {
	channel := func(shift int, weight float64) float64 {
		v := float64(rgb>>shift&0xff) / 255
		if v <= 0.04045 {
			return weight * v / 12.92
		}
		return weight * math.Pow((v+0.055)/1.055, 2.4)
	}
	return channel(16, 0.2126) + channel(8, 0.7152) + channel(0, 0.0722)
}
