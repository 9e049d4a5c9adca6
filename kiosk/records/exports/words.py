"""A password that is easy to write down and to say: three words and a number, such as "otter-violin-harvest-4827"."""

import secrets


def three_words() -> str:
    """Drawn by chance from 15 million million: some 44 bits, more than a password that somebody makes up has."""
    return "-".join((*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(10_000):04}"))


WORDS = tuple(
    """
    acorn actor almond alpaca amber anchor angle ankle antler apple apricot apron arcade arch arctic armchair arrow
    artist aspen atlas attic autumn avenue avocado badger bagel baker balcony ballad balloon bamboo banana banjo
    banner barley barn barrel basil basin basket bassoon beach beacon beak bean beaver bedroom beetle bell bench
    berry bicycle birch biscuit blanket blazer blossom bluebell boat bobbin bonfire bonnet bookcase boot bottle
    boulder bouquet bowl bracelet branch brass breeze brick bridge brook broom brush bubble bucket buckle buffalo
    bugle builder bulb bumper bungalow bunting burrow butter button buzzard cabbage cabin cable cactus cake
    calendar camel camera camp canal candle canoe canopy canvas canyon capital captain caramel caravan cardigan
    cargo carnival carousel carpet carrot cart cascade castle cauldron cave cedar ceiling celery cello cement
    ceramic chain chair chalet chalk channel chapel chapter charcoal chariot chart cheddar cheese cheetah cherry
    chess chestnut chicken chimney chorus chutney cinema cinnamon circle circus citrus clarinet clay cliff clinic
    cloak clock cloud clover coach coast cobalt cobble coconut coffee collar colony colour comet compass concert
    condor cookie copper coral corner cottage cotton cougar counter country cove cradle crane crater crayon cream
    creek crescent cress cricket crimson crocus crop crossing crown crumb crumble crystal cube cuckoo cucumber
    cupboard curtain cushion custard cypress daffodil dairy daisy dancer dawn decade delta denim diagram diamond
    diary dinghy dingo dinner disc diver dock doctor dolphin domino donkey door dormouse doughnut drawer dresser
    drill drizzle drum duckling dumpling dune dustpan duvet eagle earring earth easel echo eclipse edge elbow elder
    elephant elevator ember emerald emperor empire enamel engine envelope equator eraser estuary evening explorer
    express fabric factory falcon family farm fathom feather fence fennel fern ferret ferry festival fiddle field
    figure film finch finger firefly fireside flag flagpole flamingo flannel flask flax fleece flint float flock
    flood floor flower flute foal folder folk fondue football footpath forest forge fork fortress fossil fountain
    foxglove fraction frame freckle freezer fridge fringe frog frost fruit fudge funnel furrow galaxy galleon
    gallery gallop gannet garage garden garland garlic garnet gate gazebo gazelle gecko geranium geyser giant
    gibbon ginger giraffe glacier glass glider globe glove goat goblet goldfish gondola goose gorge gorilla gosling
    granary granite grape graph grass gravel gravy grotto grove guava guitar gull gymnast haddock hail hammer
    hammock hamper hamster handle harbour harmony harness harp harvest hatchet haven hawthorn haystack hazel
    headland heather hedge hedgehog helmet herb herd hermit heron herring hexagon hiker hill hinge hippo hive hobby
    hockey holiday holly homework honey honeybee hood hoof hoop horizon horn hornbeam hornet horse hose hotel house
    humbug hummus husky hyacinth ibis icicle icing igloo iguana impala inch indigo inkwell inlet insect iris iron
    island ivory jackal jackdaw jacket jaguar jasmine javelin jelly jersey jester jewel jigsaw jockey jogger joiner
    journal journey juggler juice jumper jungle juniper kale kangaroo kayak kennel kestrel ketchup kettle keyhole
    kilt kindling kingdom kitchen kite kitten kiwi knapsack knee koala label lace lacquer ladder ladle ladybird
    lagoon lake lamb lamp lantern lapwing larch lark lasagne lasso latch lattice laundry laurel lava lavender lawn
    leaf leather ledge legend lemon lemonade lentil leopard letter lettuce level lever library lichen lilac lily
    linen lion lizard llama loaf lobby lobster locket lodge lollipop longboat loom lotus lounge lullaby lunar lupin
    lute lyric macaroni macaw machine magma magnet magnolia magpie mahogany mallard mallet mammoth manatee mandarin
    mandolin mango manor mansion mantle maple marble margin marigold marina marjoram market marmot maroon marquee
    marrow marsh marten mask mast mattress meadow measure medal medley meerkat melody melon menu meringue mermaid
    metal meteor metre midday midnight milk mill mineral minnow mint minute mirror mitten moat model mole monsoon
    monument moon moorhen moose mosaic moss moth motor mountain mouse muffin mulberry mule museum mushroom music
    muslin mustard myrtle napkin narwhal nature navy nebula necklace nectar needle nest nettle newt nickel noodle
    noon nougat novel nozzle number nursery nuthatch nutmeg oasis oatmeal oboe ocean octagon octave octopus office
    olive omelette onion onyx opal opera orange orbit orchard orchid oregano organ origami osprey ostrich otter
    oven oxygen oyster paddle paddock padlock page pagoda painter palace palm pancake panda pansy panther papaya
    paper paprika parade parasol parcel park parrot parsley parsnip pasta pastel pastry pasture path patio pavement
    pavilion peach peacock peanut pearl pebble pecan pelican pelmet pencil penguin pepper perch petal petunia
    pewter pheasant phoenix photo piano piccolo pickle picnic picture pier pigeon piglet pillar pillow pilot
    pinecone pioneer pipe pirate pitcher pixel pizza planet plank plate platform platinum plaza plough plum plumber
    pocket poem polar polecat polka pollen polo pomelo pond pony popcorn poplar poppy porch porridge port portrait
    postcard poster potato pottery prairie prawn pretzel primrose prism prize pudding puddle puffin pulley pumice
    pumpkin puppet puppy puzzle pyjamas pyramid python quail quarry quartz quilt quiver quiz rabbit raccoon racket
    radar radiator radio radish raft railway rainbow raincoat raisin rake ramp ranch ratchet raven ravine recipe
    recorder reef reindeer relay relish rhino rhubarb rhyme rhythm ribbon rice riddle rider ridge ring ripple river
    robin robot rocket roller roof rooster rope rosehip rosemary rosette rowan rowboat ruby rucksack rudder ruler
    runner rush saddle saffron sage sailor salad salmon salsa salt samba sand sandal sandwich sapling sapphire
    sardine satchel satin saturn sauce saucer savannah sawmill scaffold scallop scarf scarlet scholar scissors
    scone scooter scroll sculptor seagull seahorse seal season seaweed sedan seed sesame settee shadow shamrock
    shark shawl shed sheep shelf shell shelter sherbet sheriff shield shingle ship shirt shoal shore shovel shrimp
    shrub shutter sickle signal silk silver singer skate sketch skipper skittle skylark sled sleeve sleigh slipper
    slope sloth smock smoothie snail snorkel snow snowball snowdrop soap soccer socket sofa soil solar sorbet
    sorrel soup spade spaniel sparrow spatula spear spice spider spinach spinner spiral splash sponge spoon spring
    sprout spruce squash squid squirrel stable stadium stallion stamp starfish starling station statue steam
    stencil steppe stilt stitch stoat stool stork storm stove straw stream street string studio subway sugar
    suitcase sultana summer summit sundial sunrise sunset supper surfer swallow swan sweater swift swing sycamore
    symphony syrup table tablet tadpole tailor talent tandem tango tank tapestry tapir tarragon tartan tassel taxi
    teacup teapot teaspoon temple tempo tennis tent terrace terrier theatre thermos thicket thimble thistle thread
    thrush thunder tiara ticket tide tiger tile timber timpani tinsel toboggan toffee tomato topaz torch tornado
    tortoise toucan towel tower toyshop track tractor trailer train trapeze tray treacle treasure treetop trellis
    triangle tricycle trifle tripod trolley trombone trophy trout trowel truffle trumpet trunk tuba tulip tuna
    tundra tunic tunnel turbine turkey turnip turret turtle tweed twig twilight twine umbrella unicycle uniform
    union universe urchin utensil vacuum valley vanilla vase vault velvet veranda verse vessel viaduct village vine
    vinegar viola violet violin visitor volcano volley voyage waffle wagon walnut walrus waltz wand wardrobe
    warthog washer watch water wave weasel weather weaver wedge whale wheat wheel whisker whistle willow windmill
    window winter wizard wolf wombat wonder woodland wool workshop wren wrist writer yacht yard yarn year yeast
    yoghurt zebra zenith zephyr zeppelin zigzag zinc zither zodiac
    """.split()
)
"""Of four to eight letters, known to everybody, and none that sounds like another word: it may be told by telephone."""
