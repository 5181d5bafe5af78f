"""Every work of the collection, in the order in which they are painted."""

from __future__ import annotations

from scripts.make_styles import dots, impasto, ink, marble, pieces, prints
from scripts.make_styles.work import Work

WORKS: tuple[Work, ...] = (
    Work("starry-swirl", "Starry Swirl", "impasto oil", impasto.starry_swirl),
    Work("sunflowers", "Sunflowers in a Jug", "impasto oil", impasto.sunflowers),
    Work("rose-valley", "Rose Valley", "stained glass", pieces.stained_glass),
    Work("koi-mosaic", "Koi Mosaic", "glass and gold mosaic", pieces.mosaic_koi),
    Work("psychedelic-marble", "Psychedelic Marble", "marbled paper", marble.psychedelic_marble),
    Work("great-wave", "The Claw of the Wave", "colour woodblock", prints.great_wave),
    Work("raven-linocut", "Raven at Sunset", "linocut in three colours", prints.linocut_raven),
    Work("sunday-river", "Sunday by the River", "pointillist oil", dots.pointillist_river),
    Work("comic-tear", "The Last Letter", "halftone comic", dots.comic_tear),
    Work("sumi-bamboo", "Bamboo in Wind", "sumi-e ink", ink.sumi_bamboo),
    Work("charcoal-head", "Head in Three Chalks", "charcoal, sanguine and white chalk", ink.charcoal_head),
    Work("alchemist-sun", "The Alchemist's Sun", "tinted copper engraving", ink.alchemist_sun),
)
