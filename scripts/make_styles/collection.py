"""Every work of the collection, in the order in which they are painted."""

from __future__ import annotations

from scripts.make_styles import (
    blueprint,
    candle,
    cloth,
    comic,
    cubes,
    dots,
    gold,
    impasto,
    ink,
    marble,
    modern,
    neon,
    oils,
    pieces,
    prints,
    watercolour,
)
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
    Work("comic-tear", "The Last Letter", "halftone comic", comic.comic_tear),
    Work("sumi-bamboo", "Bamboo in Wind", "sumi-e ink", ink.sumi_bamboo),
    Work("charcoal-head", "Head in Three Chalks", "charcoal, sanguine and white chalk", ink.charcoal_head),
    Work("alchemist-sun", "The Alchemist's Sun", "tinted copper engraving", ink.alchemist_sun),
    Work("autumn-avenue", "October Avenue", "palette knife oil", oils.autumn_avenue),
    Work("water-lilies", "Lily Pond at Evening", "impressionist oil", oils.water_lilies),
    Work("fauve-harbour", "Harbour at Noon", "fauvist oil", modern.fauve_harbour),
    Work("thrown-paint", "Skeins", "poured and thrown enamel", modern.thrown_paint),
    Work("watercolour-lake", "First Light", "watercolour", watercolour.watercolour_lake),
    Work("blueprint-clock", "Horologium", "cyanotype working drawing", blueprint.blueprint_clock),
    Work("batik-mandala", "Lotus Mandala", "wax-resist batik", cloth.batik_mandala),
    Work("folk-embroidery", "Two Birds", "satin-stitch embroidery", cloth.folk_embroidery),
    Work("tree-of-life", "Tree of Spirals", "gold leaf and oil", gold.tree_of_life),
    Work("candle-still-life", "Still Life by Candle", "chiaroscuro oil", candle.candle_still_life),
    Work("neon-street", "Street after Midnight", "neon and rain", neon.neon_street),
    Work("cubist-guitarist", "Guitar Player", "analytic cubism", cubes.cubist_guitarist),
)
