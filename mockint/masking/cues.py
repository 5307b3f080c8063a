"""Words that say what stands beside them: a person, a company, a number."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("mr mrs ms miss mister missus dr doctor mx prof professor sir madam dear reverend")
CALLED_SO = TITLES | _words("aunt auntie uncle pastor sergeant captain officer coach nurse judge")
ROLES = _words(
    "manager boss supervisor director controller comptroller lead coworker colleague friend "
    "assistant owner president ceo cfo coo cto accountant bookkeeper clerk rep auditor buyer "
    "trainer mentor partner teammate analyst coordinator secretary receptionist attorney "
    "lawyer landlord consultant planner foreman driver dispatcher engineer husband wife son "
    "daughter brother sister cousin niece nephew neighbor predecessor successor administrator "
    "biller coder specialist guy girl lady gentleman woman intern temp vp officer dispatcher "
    "salesman salesperson agent"
)
WITHIN = _words("in near outside around downtown")
NAMED = _words("named name name's called")
SAYS = _words(
    "said says told tells asked asks called calls emailed emails texted replied replies "
    "answered explained agreed laughed smiled nodded thought knew hated loved liked wanted "
    "wants taught showed wrote writes apologized complained noticed insisted admitted "
    "promised suggested mentioned cried quit retired trained hired thanked walked drove joked "
    "yelled screamed goes forwarded"
)
DOES = SAYS | _words(
    "is was has had would did does came comes went gave gives got gets took put ran runs left "
    "sat helped sent sends brought started worked works made found looked looks felt kept let "
    "picked signed approved pulled caught handed handles handled and needed needs used "
    "usually always never just still also who didn't doesn't wasn't couldn't wouldn't um uh "
    "from in over"
)
TELL = _words(
    "told asked thanked emailed trained texted asking telling thank thanks hi hello hey ask "
    "tell email showed visited introduced hired mentored promoted"
)
DEPARTMENTS = _words(
    "accounting accounts billing collections collection credit finance purchasing procurement "
    "sales marketing legal payroll treasury shipping receiving receivables payables warehouse "
    "dispatch operations logistics compliance it hr support service admin administration "
    "facilities maintenance production security engineering audit tax planning scheduling "
    "registration reception pharmacy radiology cash ap ar customer client master data "
    "disputes deductions claims contracts pricing revenue quality inventory corporate "
    "headquarters underwriting membership enrollment intake coding"
)
OFFICES = (
    DEPARTMENTS
    | ROLES
    | _words(
        "department team office board committee division unit group desk staff chief vice senior "
        "junior executive regional general operating financial human resources management payable "
        "receivable representative specialist associate associates head principal assistant "
        "deputy chair chairman treasurer trustee fiscal service services accounts excellence "
        "college university school degree english math bachelor master science business arts "
        "level phase step part section chapter friday internet web portal system platform tool "
        "power ctrl tab enter shift"
    )
)
LEGAL = _words(
    "inc incorporated llc llp ltd limited corp corporation co company plc gmbh pllc lp pc sons"
)
HEADS = LEGAL | _words(
    "group holdings partners associates brothers industries enterprises logistics supply "
    "supplies solutions systems services foods medical mechanical plumbing construction dental "
    "freight distributors distribution distributing wholesale manufacturing electric electrical "
    "hospital clinic clinics bank bancorp union trucking transport transportation lines carriers "
    "hauling energy power utilities water gas oil properties realty management insurance health "
    "healthcare hospice pharmacy pharmaceuticals pharma labs laboratories laboratory imaging "
    "orthopedics pediatrics cardiology surgical dermatology oncology physicians rehab therapy "
    "staffing consulting consultants capital financial mutual trust technologies technology tech "
    "software networks communications media press printing packaging paper plastics steel metals "
    "metal iron glass lumber concrete roofing flooring fabrication machining tooling tool tools "
    "instruments equipment rentals rental leasing motors auto automotive tire tires marine "
    "shipyard towing aviation airlines bakery bakeries farms farm dairy produce meats seafood "
    "catering restaurant restaurants kitchen cafe grill brewing beverage beverages coffee hotel "
    "hotels inn resort school schools academy university college church ministries foundation "
    "market markets mart stores store outfitters apparel textiles furniture interiors design "
    "designs studio studios builders building contractors contracting landscaping nursery "
    "security waste recycling sanitation disposal environmental engineering architects law legal "
    "collections agency bureau cooperative coop depot warehouse warehousing storage packing "
    "implement hardware appliance diagnostics wellness biosciences chemical chemicals "
    "international global america usa worldwide house center centre works mills mill dealers "
    "implements salon spa fitness uniform uniforms cleaners laundry janitorial telecom wireless "
    "cable solar drilling mining quarry grocers grocery homes deli lawn gardens smiles pies "
    "tiles wash ortho winery vineyards brewery distillery jewelers florist florists movers "
    "couriers courier poultry feed seed realtors orthopaedics surgery urology neurology optical "
    "vision veterinary animal tips nails jewelry toyota honda ford chevrolet nissan regional "
    "memorial apartments suites recovery rehabilitation affiliates providers partnership title "
    "shipping express exports imports trading traders ventures equity advisors advisory brands "
    "goods provisions organics practice benefit valley ridge creek springs falls grove heart gi "
    "barrel garden air airways vapor orthopedic boats yachts cycles bikes travel tours cruises "
    "theory lofts estates stadium arena"
)
TRADES = _words(
    "surety assurance casualty indemnity underwriters bancshares securities brokerage "
    "lenders "
    "stevedores stevedoring drayage cartage haulage railroad railway terminals towboats "
    "excavating excavation paving masonry drywall millwork cabinetry glazing upholstery "
    "surveying surveyors scaffolding rigging refrigeration hydraulics pneumatics castings foundry "
    "forge fabricators fabrications welders polymers resins coatings adhesives bottling "
    "semiconductor semiconductors robotics microsystems biotech genomics "
    "waterworks linen linens outfitting tailors bridal boutique bookstore kennels stables "
    "orchards nurseries greenhouses fisheries oysters bagels donuts pizzeria taqueria bistro "
    "steakhouse barbecue creamery chocolates confections roasters spices eatery "
    "symphony orchestra galleries broadcasting herald tribune "
    "gymnastics pilates montessori mortuary crematory "
    "locksmiths exterminating appraisers "
    "ophthalmology optometry pulmonary nephrology gastroenterology endocrinology rheumatology "
    "podiatry psychiatry gynecology obstetrics midwifery prosthetics orthotics audiology "
    "chiropractic orthodontics periodontics endodontics hospitalists "
    "ambulatory stationery stationers signage lithography "
    "alliance conservancy ministries diocese cathedral societies textile"
)
"""Trades that end names of companies, and hardly anything else that is said of bills."""
THINGS = _words(
    "choice eye lung sleep medicine rail railcar car crate crates box boxes transfer melon peanut "
    "nursing centers lanes pools pool fence fencing doors cartons windows blinds rugs cakes "
    "cookies candy teas cheese comics dance golf yoga gym club society theater theatre ranch "
    "supplemental trailers valve valves pumps bearings fasteners boiler cranes pallets labels "
    "ambulance mortgage savings investments inspections graphics insulation siding institute "
    "museum daycare childcare preschool anesthesia dentistry electronics analytics escrow gallery "
    "components export import seeds elevator elevators processing precision "
    "carpets gazette tavern diner chapel monuments opera ballet toys"
)
"""Ordinary things that end names of companies too, where a word before them is none."""
HEADS |= TRADES | THINGS
_EVERYDAY = _words(
    "practice benefit bank union lines energy power utilities water gas oil management insurance "
    "health trust software media press printing packaging paper plastics steel metals metal iron "
    "glass lumber concrete tool tools instruments equipment rentals rental leasing tire tires "
    "marine farm meats restaurant restaurants beverage beverages coffee hotel hotels school "
    "schools market markets store stores apparel furniture design designs security waste "
    "disposal environmental engineering law legal collections agency bureau depot warehouse "
    "storage packing appliance house center centre works mill uniform uniforms laundry cable "
    "company co hospital capital financial medical construction services systems solutions "
    "supplies therapy consulting communications technology networks global international america "
    "usa worldwide orthopedic gardens recovery title express goods brands animal vision surgery "
    "tours travel estates regional memorial equity trading shipping exports imports tips nails "
    "feed seed suites church college university kitchen flooring roofing auto tooling "
    "contracting wholesale plc lp pc sons"
)
NAMING = HEADS - THINGS - _EVERYDAY
PLACES = _words("place store shop office chain practice clinic firm school business brand lab")
OF_FIRMS = _words("of at with from by called was customer client vendor firm was")
SURELY_COMPANY = _words(
    "company firm customer vendor client supplier employer called account contractor "
    "subcontractor carrier payer insurer insurance distributor competitor bank startup agency "
    "outfit"
)
WORK = _words(
    "work worked working works job started start temped interned employed role position years "
    "months was clerk biller time career back over now currently"
)
MONTHS = _words(
    "january february march april may june july august september october november december"
)
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday") | _words(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
IN_MONTH = _words(
    "in last this by of since until till next early late mid every through from to before "
    "after during around for and or between the first second third fourth end each that month "
    "on"
)
PARTICLES = _words(
    "de la del da dos di du van von der den bin ibn al el ben le san santa mac st ter"
)
NICKS = _words("big little old lil tall young crazy fat aunt uncle")

ACCOUNTS = _words(
    "matter docket wire trace remit parcel permit trailer voucher rma tag deal lot pickup barcode "
    "proposal bid wallet passport license routing prescription rx record "
    "account accounts acct invoice invoices inv customer customers client order orders po pos "
    "reference ref ticket tickets claim claims case policy member patient id ids confirmation "
    "tracking routing check checks cheque batch memo memos contract vendor supplier employee "
    "badge file folio meter loan lease serial booking shipment load pro bol mrn chart npi ein "
    "tin dea quote job deposit transaction authorization auth remittance subscriber group "
    "license plate container waybill ledger aba iban swift statement receipt payment "
    "requisition number numbers"
)
LINKS = _words(
    "number numbers no num is was were are ending ends ended end in with like called it's its "
    "the and or digits last four um uh code says reads read starting under on said had that "
    "as of one a an us our their his her my your it to this i think has purchase tax id #"
)
PHONES = _words(
    "phone cell call calls called calling reach dial text mobile fax line extension ext "
    "telephone landline whatsapp voicemail contact"
)
CARDS = _words("card cards visa mastercard amex discover debit")
SOCIALS = _words("social ssn socials")
CODES = _words(
    "cpt icd hcpcs modifier code codes revenue form forms schedule edi route room suite zip "
    "highway section article chapter year version asc net apartment floor gl cms"
)
UNITS = _words(
    "dollars dollar bucks percent percentage cents days day weeks week months month years "
    "year hours hour minutes minute times thousand hundred million billion grand k people "
    "pages page lines line points degrees miles pounds feet euros euro pieces units dozen "
    "seconds"
)
