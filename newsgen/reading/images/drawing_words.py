"""Lists the properties and functions of CSS that a drawing keeps: what draws, and loads nothing."""

from __future__ import annotations

PROPERTIES = frozenset((
    "alignment-baseline", "baseline-shift", "clip-path", "clip-rule", "color",
    "color-interpolation", "color-interpolation-filters", "direction", "display",
    "dominant-baseline", "fill", "fill-opacity", "fill-rule", "filter", "flood-color",
    "flood-opacity", "font-family", "font-size", "font-size-adjust", "font-stretch", "font-style",
    "font-variant", "font-weight", "image-rendering", "letter-spacing", "marker-end",
    "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode", "opacity", "overflow",
    "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-opacity", "stroke-width", "text-anchor", "text-decoration", "text-rendering",
    "unicode-bidi", "vector-effect", "visibility", "word-spacing", "writing-mode",
))  # fmt: skip
"""Those that SVG knows as attributes, too."""

MORE_PROPERTIES = frozenset((
    "marker", "font", "isolation", "transform", "transform-origin", "transform-box", "white-space",
    "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height", "line-height", "text-transform",
    "font-variant-ligatures", "font-variant-caps", "font-variant-numeric", "font-variant-east-asian",
    "font-variant-position", "font-kerning", "font-feature-settings", "text-decoration-line",
    "text-decoration-color", "text-decoration-style", "color-rendering", "background-color",
    "text-orientation", "all", "color-scheme", "forced-color-adjust", "print-color-adjust",
    "background", "background-image", "background-position", "background-size",
    "background-repeat", "background-origin", "background-clip", "background-blend-mode",
    "border", "border-color", "border-style", "border-width", "border-radius", "margin", "padding",
    "border-top", "border-right", "border-bottom", "border-left", "outline", "box-sizing",
    "min-width", "max-width", "min-height", "max-height", "aspect-ratio", "d", "translate",
    "rotate", "scale", "text-indent", "text-underline-offset", "font-palette",
    "text-decoration-thickness", "font-synthesis", "font-variation-settings", "font-optical-sizing",
    "font-variant-alternates", "hyphens", "tab-size", "white-space-collapse", "text-wrap",
    "mask-image", "mask-mode", "mask-repeat", "mask-position", "mask-size", "mask-origin",
    "mask-clip", "mask-composite",
))  # fmt: skip

NAMED_PROPERTIES = frozenset((
    "border-image", "border-image-source", "offset", "offset-path", "text-shadow",
))  # fmt: skip
"""Those that may be seen in a drawing and are not kept. Of the others there are too many to be told
of, and a drawing looks the same without them: `cursor`, `transition`, a drawing program's own."""

OF_FONTS = frozenset(("font", "font-family"))
"""A text in these is a name, whatever it is like."""

FILTERS = frozenset((
    "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity",
    "saturate", "sepia",
))  # fmt: skip

FUNCTIONS = frozenset((
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix",
    "light-dark", "calc", "min", "max", "clamp", "var", "translate", "translatex", "translatey",
    "rotate", "scale", "scalex", "scaley", "skew", "skewx", "skewy", "matrix", "inset", "circle",
    "ellipse", "polygon", "path", "rect", "xywh", "translatez", "translate3d", "scalez", "scale3d",
    "rotatex", "rotatey", "rotatez", "rotate3d", "matrix3d", "perspective", "abs", "sign", "sqrt",
    "pow", "hypot", "exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "round",
    "mod", "rem", "linear-gradient", "radial-gradient", "conic-gradient",
    "repeating-linear-gradient", "repeating-radial-gradient", "repeating-conic-gradient",
    "icc-color", *FILTERS,
))  # fmt: skip
OF_CONDITIONS = FUNCTIONS | {"selector", "not", "is", "where", "has", "style"}
OF_SELECTORS = frozenset((
    "not", "is", "where", "has", "lang", "dir", "nth-child", "nth-last-child", "nth-of-type",
    "nth-last-of-type",
))  # fmt: skip
