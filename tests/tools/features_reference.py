#!/usr/bin/python3
"""features_reference.py FILE: brightness, contrast, saturation and dark ratio of raw RGB bytes, by the formulas of
reference/artemis-system.md section 4.1, written with numpy alone."""

import sys

import numpy as np

pixels = np.fromfile(sys.argv[1], np.uint8).reshape(-1, 3).astype(np.float64)
v = pixels / 255
linear = np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)
y = linear @ np.array([0.2225045, 0.7168786, 0.0606169])  # D50, as ICC profiles have it
lightness = np.where(y > 216 / 24389, 116 * np.cbrt(y) - 16, 24389 / 27 * y) / 100
high, low = pixels.max(1), pixels.min(1)
saturation = np.where(high > 0, (high - low) / np.maximum(high, 1), 0)
grey = (pixels @ np.array([19595, 38470, 7471]) + 32768) // 65536
print(lightness.mean(), lightness.std(), saturation.mean(), (grey < 20).mean())
