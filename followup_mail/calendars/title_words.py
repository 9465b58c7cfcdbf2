"""The words of which titles of invitations are made, as data: stages, teams, jobs, companies. In lower case."""

# Words for the kind and stage of a talk, and what stands around them.
STAGES = frozenset("""
    est edt pst pdt cst cdt mst mdt gmt bst cet cest utc ist mit bei chez avec con der die das le la el im am zum
    zur interview interviews interviewing interviewer call calls phone telephone video virtual online onsite site
    screen screening chat talk meeting meet conversation discussion round rounds first second third final initial
    last next intro introduction introductory technical tech coding pairing behavioural behavioral panel hiring loop
    debrief prep preparation recruiter invitation invite invited confirmation confirmed confirm scheduled schedule
    rescheduled updated update canceled cancelled job stage step assessment exercise presentation culture fit values
    your our the a an and of for to on in at with via by from re fw fwd up min mins minute minutes hour hours h
    informational informal coffee catch catchup candidate applicant person face remote live case study skills test
    day centre center hold tentative discovery exploratory follow followup part zoom teams google microsoft webex
    skype hangout hangouts is you let us hr you're vorstellungsgespräch gespräch bewerbungsgespräch kennenlernen
    termin einladung entretien entrevista colloquio intervju haastattelu sollicitatiegesprek gesprek rozmowa 1st 2nd
    3rd 4th 1 2 3 4 5 15 20 30 45 60 90 1h 30min 45min 60min
""".split())  # fmt: skip
# Parts of a company, and subjects of a talk.
TEAMS = frozenset("""
    team teams department engineering platform product design data marketing sales finance people operations ops
    support office legal security infrastructure backend frontend mobile web cloud research leadership management
    founder founders ceo cto cfo coo vp director system systems architecture sql python java javascript whiteboard
    homework take home division unit wider
""".split())  # fmt: skip
# Words of which a title for a job has one.
ROLES = frozenset("""
    engineer developer programmer architect analyst scientist manager designer researcher administrator admin
    assistant associate consultant coordinator director officer specialist lead leader head chief technician nurse
    midwife doctor physician surgeon dentist pharmacist therapist physiotherapist carer caregiver paramedic teacher
    lecturer professor tutor principal headteacher librarian archivist curator editor writer journalist copywriter
    translator photographer accountant auditor bookkeeper controller treasurer actuary underwriter banker trader
    advisor adviser counsel lawyer solicitor paralegal attorney clerk secretary receptionist representative
    salesperson executive buyer planner strategist recruiter generalist trainer coach instructor supervisor foreman
    operator driver mechanic electrician plumber welder carpenter chef cook baker barista waiter bartender
    housekeeper cleaner guard inspector surveyor chemist biologist physicist statistician economist psychologist
    counsellor counselor worker fellow intern trainee apprentice postdoc president partner owner sre devops qa
    tester producer animator artist agent attendant stylist handler merchandiser entwickler entwicklerin ingenieur
    ingenieurin leiter leiterin berater beraterin krankenpfleger lehrer lehrerin ingénieur développeur développeuse
    infirmier infirmière
""".split())  # fmt: skip
# Words that say of a name that it is an employer's.
COMPANIES = frozenset("""
    inc ltd llc llp plc gmbh ag se sa sas sarl bv nv ab as oy oyj kg co corp corporation company group holdings
    holding bank hospital hospitals clinic surgery school academy college university institute council nhs trust
    foundation society association church museum library theatre labs laboratories studio studios partners
    technologies technology software solutions traders logistics industries systems media games airlines airways
    insurance pharma energy foods brewery ministry authority agency services
""".split())  # fmt: skip
