"""Words of titles in other languages, and what they are in English: enough to compare short titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..._store.lazily import regex
from .titles import stems

__all__ = ["Word", "in_english", "is_of_glossary"]

Meanings = tuple[tuple[str, ...], ...]

#: English words, with a bar between those of which one is meant, and how words for them begin: in French,
#: German, Spanish, Italian, Portuguese and Dutch, without accents. "+" joins English words of one word.
_TERMS = """
access: acces zugang zugriff acesso toegang
accuracy: exactitude exactitud genauigkeit accuratezza precis prazis nauwkeurigheid
acceptable: aceptable zulassig accettabil aceitavel
action|measure: accion massnahme azion acao acoes mesure medida misur maatregel
activities: activite actividad tatigkeit aktivitat attivita atividade
adversarial: adversar gegnerisch feindlich avversari
agency|autonomy: agencia agentivite autonomi handlungsfahigkeit agenzia
ai: ia ki iag
application|use: anwendung aplicacion applicazion aplicacao utilisation verwendung nutzung uso utilizzo
application|use: utilizacao gebruik empleo
approval|authorization: genehmigung autorizacion autorisation autorisierung autorizzazion autorizacao
architecture: arquitectura architektur architettura arquitetura
artificial: artificiel kunstlich artifici
assessment|evaluation: evaluation evaluacion bewertung beurteilung abschatzung valutazion avaliacao
assessment|evaluation: beoordeling
asset: actifs activos werte beni ativos
asylum: asile asilo asyl
attack: attaque ataque angriff attacc
audit: auditoria prufung
authentication: authentifi authentisier autentica autenticacao
authorities|authority: autorite autoridad behorde autorita
awareness: sensibilis concienciacion bewusstsein consapevolezza conscientizacao
backup: sauvegarde respaldo datensicherung copias
biometric|biometrics: biometri
border: frontier frontera grenz
breach: violation violacion verletzung violazion violacao
business|activity: affaires negocio geschaft commercial
categories|category: categorie categoria kategorie
chain: chaine cadena cadeia catena kette
change: changement cambio anderung cambiament mudanca
classification: clasificacion classificacao klassifizier klassifikation einstufung classificazion
code|coding: codage codificacion programmier codigo codice
commitment: engagement compromiso verpflichtung impegno
communication: comunica kommunikation
component: composant componente komponente
conditions: bedingung condicion condizion
confidentiality: confidenti vertraulich riservatez
configuration: configuracion konfiguration configurazion configuracao
conformity|compliance: conformi cumplimiento einhaltung konformi
consent: consentement consentim einwilligung consenso
contact: contacto kontakt contatt
context: contexte contexto kontext contesto
continual|continuous: continu kontinuierlich fortlaufend laufend
continuity: kontinuitat continuite continuidad continuita
control: kontroll controle controll controles
corrective: correctiv correttiv korrektur corretiv
credit: kredit
critical: critique kritisch critico critica criticos criticas criticamente
cryptography|encryption|cryptographic: cryptogra criptogra kryptogra chiffrement cifrado verschlussel
cryptography|encryption|cryptographic: crittogra cifratura
cybersecurity: cybersecurit cybersicherheit ciberseguri ciberseguranca cibersicurezza
cycle: ciclo zyklus
data: donnee datos daten dados dati gegevens
data+protection|privacy: datenschutz gegevensbescherming
database: datenbank
declaration: declaracion erklarung dichiarazion declaracao
definitions: definicion begriffsbestimmung definizion definicao
deletion|erasure: loschung effacement suppression supresion cancellazion eliminacion apagamento
democratic: democrati demokrati
denial: deni verweigerung denegacion negacao negazion
deployer: deployeur betreiber despliegue
deserialization: deserializ deserialis
design: conception entwurf diseno gestaltung progettazion concepcao
detection: deteccion erkennung rilevament deteccao
development: developpement desarrollo entwicklung sviluppo desenvolv ontwikkeling
disclosure: divulga offenleg preisgabe
documentation|documented: documentacion documentacao documentazion dokumentation dokumentiert
documentation|documented: documentatie documente documentad
duties: taches aufgaben tareas compiti tarefas
education: educacion bildung istruzion educacao onderwijs
emotion: emocion emozion emocoes emotionnel
employment: emploi beschaftigung occupazion emprego
enforcement: vollstreckung aplicacion
engineering: ingenieri ingenierie entwicklungsprinzip engenharia
entry: zutritt entrada ingresso
environment: environnement entorno umgebung ambiente
equipment: equipement gerate equipamiento apparecchiatur equipamento
essential: essentiel esencial wesentlich essenzial essencia
event: evenement ereignis evento
excessive: excessi excesiv ubermassig eccessiv
external: externe extern esterno
failure: defaillance ausfall fehler fallo falha echec
filtering: filtrage filtrado filterung filtraggio
fines|penalties: amendes multas bussgeld geldbuss sanzion sancion sanktion
fundamental: fondament fondamenta grund
governance: gouvernance gobernanza gobierno governanca
guidelines|guidance: leitlinie directrices linee
harmful|malicious: malveillant malicios schadlich dannos
harmonised: harmonis armoniz
high: haut hoch hoog alto alta elevado
importer: importeur importador importateur importator einfuhrer
distributor: distributeur distribuidor distributor handler vertreiber
high+risk: hochrisiko
human: humain menschlich humano humana umana umano menselijk
identity|identification: identite identidad identitat identita identidade identifizierung identificacion
impact: impacto impatto auswirkung folgen
improvement: amelioration mejora verbesserung miglioramento melhoria
incident: incidente vorfall vorfalle zwischenfall incidenti
information: informacion informacao informazion informatie
infrastructure: infraestructura infrastruktur infrastruttur infraestrutura
injection: inyeccion injektion iniezion injecao
input: entree eingabe entrada
insecure|unsafe: unsicher inseguro insegura insicur
integrity: integrit integrid integritat
intellectual: intellectuel geistig intelectual intellettual
intelligence: intelligenz inteligencia renseignement
inventory: inventaire inventario inventar verzeichnis
justice: justicia justiz giustizia justica
key: cles clave chiave chave schlussel
labelling|marking: etiquetage etiquetado etichettatura kennzeichnung marquage marcado marcatura marcacao
law|legal: legislaz gesetz juridi rechtlich
leakage|leak: fuite fuga leck abfluss vazamento
learning: apprentissage aprendizaje lernen apprendiment
liability|responsibilities|responsibility: responsabilit responsabilid verantwort verantwortlichkeit
liability|responsibilities|responsibility: haftung
life: vida vita leben vie
literacy: maitrise alfabetizacion kompetenz alfabetizzazion
log|logging|record: journaux journalis protokoll aufzeichn registros
maintenance: mantenimiento wartung manutenzion manutencao
malware: schadsoftware malveillants
management|handling: management beheer gestio gestao verwaltung beheer manejo
manipulation: manipulacion manipulazion
market: marche mercado markt mercato
masking: masquage enmascara maskierung
media: supports soportes datentrager
memory: memoire memoria gedachtnis
migration: migracion migrazion migracao
model: modele modelo modell modello
monitoring: surveillance suivi monitoreo seguimiento monitoriza monitoriz uberwach monitoraggio
monitoring: monitoramento vigilancia
network: reseau netzwerk netze redes rete
nonconformity: nichtkonformi
notification|reporting: notificacion meldung meldepflicht notifica signalement segnalazion
objective|goal: objectif objetivo ziele obiettiv
obligation: obligacion pflicht obblig obrigac verplichting
officer: beauftragt delegue delegado
operation|operational: operacion betrieb operazion operacao operativo operationnel exploitation
organization|organizational: organisation organizacion organizacao organizzazion organisatorisch
organization|organizational: organisationnel
outdated: obsolet veraltet
output: sortie ausgabe salida saida
oversight: supervision aufsicht supervisao sorveglianza vigilancia
password: passwort contrasena senha
people|personnel: menschen personen personas persone pessoas
performance: leistung desempen prestazion
personal: personnel personenbezogen persoonsgegevens pessoais personales personali
physical: physi fisic
planning: planification planificacion planung pianificazion planejamento
poisoning: empoisonn envenenam vergiftung avvelenam
policy|policies: politique politica politik richtlinie leitlinie beleid
practices: pratique praktiken practicas praticas pratiche
principles: principe principio grundsatz prinzip
privacy: privee privatsphare privacidad privacidade riservatezza
privileged|privilege: privilegi
procedure: procedimiento procedimento verfahren procedura
processing|treatment: traitement verarbeitung behandlung tratamiento trattament tratamento
processor: auftragsverarbeiter encargado traitant
prohibited: interdit verboten prohibid proibid vietat
project: projet proyecto projekt progetto projeto
property: propriete eigentum propiedad propriedad
protection: proteccion schutz protezion protecao bescherming
provider|supplier: fournisseur anbieter lieferant proveedor fornitor fornecedor aanbieder leverancier
quality: qualit calidad qualid
recognition: reconnaissance erkennung reconocim riconosciment reconhecimento
records|registration|register: enregistr registre registro registrier eintragung registrazion
recovery: recuperacion wiederherstell ripristino recuperacao reprise
redundancy: redondance redundan ridondanz
remote: teletravail teletrabajo fernarbeit
request: requete anfrage solicitud richiest
requirements: exigence anforderung requisito requisiti requerim
resources: ressource recurso risors
response: reponse reaktion respuesta risposta resposta antwort
restriction: limitation einschrankung limitacion limitazion
return: restitution ruckgabe devolucion
review: revue uberprufung revision riesame revisao
rights: droit derecho recht diritt direito
risk: risque risico risiko risiken risik riesgo rischi risco
robustness: robustesse robustheit robustez
roles: rollen ruoli papeis
scope: geltungsbereich anwendungsbereich alcance ambito
secure: securis seguro segura sicher sicur veilig
security: securit sicherheit seguridad seguranca sicurezza beveiliging
segregation: separation trennung segregacion separazion segregacao
sensitive: sensible sensibel
serious: grave schwerwiegend
service: servicio dienst servizi servico
software: logiciel
storage: stockage almacenam speicher archiviazion armazenam
strategy: strategie estrategia strategia
supply: approvisionn suministro lieferung fornitura suprimento fornecimento
supply+chain: lieferkette toeleveringsketen
support: soutien apoyo unterstutzung supporto
system: system systeme sistema
technical: techni tecnic technisch
testing|test: essai prueba teste
theft: robo diebstahl furto roubo
threat: menace amenaza bedrohung minacci ameaca
training: formation formacion schulung formazion formacao capacitacion treinamento entrainement entrenam
transfer: transfert ubertragung transferencia trasferiment
transparency: transparantie transparence transparenz transparencia trasparenza
user: utilisateur usuario benutzer nutzer utente utilizador
verification|validation: verificacion verifizierung validier validacion verificacao
vulnerability|vulnerable: vulnerabilit schwachstelle vulnerabilid verwundbar
work|working: travail arbeit trabajo lavoro trabalho
"""
#: The same in Chinese, where words are not apart.
_CHINESE = """
access:访问 access|privilege|permission:权限 accuracy:准确 adversarial:对抗 agent|agency:代理
ai:人工智能 assessment:评估 asset:资产 authentication:认证 backdoor:后门 backup:备份
broken|failure:失效 brute+force:暴力破解 buffer+overflow:缓冲区溢出 business+continuity:业务连续
classification:分类 collection:收集 command:命令 component:组件 configuration:配置 conformity:符合
consumption:消耗 continuous|continual:持续 control:控制 credential:凭据 credential:凭证
cross+site+request+forgery:跨站请求伪造 cross+site+scripting:跨站脚本
cryptography|encryption|cryptographic:加密 cybersecurity|network+security:网络安全 data:数据
defense+evasion:防御规避 denial+service:拒绝服务 deserialization:反序列化 design:设计
development:开发 disclosure|leakage:泄露 disclosure|leakage:泄漏 disclosure:披露
documentation|documented:文档 embedding:嵌入 escalation:提升 event|incident:事件 excessive:过度
execution:执行 exfiltration:外泄 extraction:提取 goal|objective:目标 governance:治理
hard+coded:硬编码 handling|management:处理 hijack:劫持 human+oversight:人工监督 human:人类
identification:识别 identity:身份 impact:影响 incident:事故 inference:推理 inference:推断
information:信息 initial+access:初始访问 injection:注入 input:输入 insecure|unsafe:不安全
integrity:完整 inventory:清单 inversion:反演 jailbreak:越狱 lateral+movement:横向移动
logging|log:日志 malware:恶意软件 management:管理 membership:成员 memory:内存 memory:记忆
misconfiguration:配置错误 misinformation:虚假信息 misinformation:错误信息 misuse:滥用 model:模型
monitoring:监控 network:网络 open+redirect:开放重定向 outdated:过时 output:输出 oversight:监督
password:密码 path+traversal:路径遍历 persistence:持久化 personal:个人 phishing:钓鱼
plan|planning:计划 poisoning:投毒 poisoning:中毒 policy:策略 policy:政策 privacy:隐私
privilege+escalation:提权 privileged:特权 process:流程 prompt:提示词 prompt:提示 protection:保护
protection:防护 quality:质量 reconnaissance:侦察 record|logging:记录 recovery:恢复 redundancy:冗余
reliance:依赖 report|reporting:报告 requirement:要求 response:响应 responsibilities|duties:职责
review:审查 risk:风险 robustness:稳健 robustness:鲁棒 role:角色 scheduled+task:计划任务
secure|security:安全 sensitive:敏感 server+side+request+forgery:服务器端请求伪造
server+side+request+forgery:服务端请求伪造 service:服务 software:软件 strategy:战略 supplier:供应商
supply+chain:供应链 system:系统 technical:技术 test|testing:测试 theft:窃取 theft:盗窃 threat:威胁
tool:工具 training:培训 training:训练 transparency:透明 unbounded:无限 use:使用 user:用户
validation|verification:验证 vector:向量 vulnerability:漏洞 vulnerable:易受攻击
"""
_SMALL = frozenset(
    "de des du la le les l d et a au aux sur dans pour par en une un und der die das den dem des fur von zum "
    "zur im mit bei auf uber oder ein eine einer y e el los las del al con por para sobre di dei delle della "
    "degli il lo gli per da do dos das no na em ao van het een voor".split()
)
#: What an ending adds to the beginning of a word, at most, and what joins the parts of a German word.
LONGEST_ENDING = 5
SHORTEST_COMPOUND, SHORTEST_PART = 9, 4
_JOINTS = ("", "s", "n", "en", "es", "er", "ungs", "e")
_WORD = regex(r"[a-z0-9]+")
_CHINESE_RUN = regex(r"[\u4e00-\u9fff]+")
#: Chinese characters that carry no meaning of their own: "and", "of", "-ity", "mechanism".
_CHINESE_SMALL = regex(r"[的与和及或性化]|机制|不足|方法")


def _meanings(english: str) -> Meanings:
    """Return the stems of each of the English words that a term can mean."""
    return tuple(stems(each.split("+")) for each in english.split("|"))


def _terms() -> dict[str, Meanings]:
    """Return what the words of other languages that begin so mean."""
    terms: dict[str, Meanings] = {}
    for line in _TERMS.strip().splitlines():
        english, _, beginnings = line.partition(":")
        for beginning in beginnings.split():
            terms[beginning] = terms.get(beginning, ()) + _meanings(english)
    return terms


_BY_BEGINNING = _terms()
_BY_CHINESE = {
    foreign: _meanings(english)
    for english, _, foreign in (entry.partition(":") for entry in _CHINESE.split())
}
_LONGEST = max(map(len, _BY_BEGINNING))
_LONGEST_CHINESE = max(map(len, _BY_CHINESE))


class Word(NamedTuple):
    """What a word of a title can mean in English, in stems, and whether the glossary has it."""

    meanings: Meanings
    is_known: bool


@lru_cache(maxsize=4_096)
def in_english(text: str) -> tuple[Word, ...]:
    """Return what each word of a title in another language can mean.

    A word that the glossary lacks stands for itself: many are English in titles of any language.

    >>> [word.meanings for word in in_english("Gestion des risques")]
    [(('manage',), ('handl',)), (('risk',),)]
    >>> [word.meanings for word in in_english("Zugriffsrechte")]
    [(('acces',),), (('right',),)]

    Args:
        text: The title.
    """
    found = [
        Word(meanings or ((run,),), bool(meanings))
        for run in _CHINESE_RUN.findall(text)
        for meanings in _of_chinese(run)
    ]
    for word in _WORD.findall(_without_accents(_CHINESE_RUN.sub(" ", text))):
        several = () if word in _SMALL else _of_word(word)
        found += [Word(meanings, True) for meanings in several]
        own = () if several or word in _SMALL else stems((word,))
        found += [Word((own,), False)] if own else []
    return tuple(found)


@lru_cache(maxsize=4_096)
def is_of_glossary(text: str) -> bool:
    """Tell whether a text has a word that the glossary has, and that is not the same in English.

    >>> is_of_glossary("Gestion des risques"), is_of_glossary("Risk management")
    (True, False)
    """
    if _CHINESE_RUN.search(text):
        return any(word.is_known for word in in_english(text))
    words = (word for word in _WORD.findall(_without_accents(text)) if word not in _SMALL)
    return any(stems((word,)) not in meanings for word in words for meanings in _of_word(word)[:1])


def _without_accents(text: str) -> str:
    """Return a text in small letters without the marks on them."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in folded if not unicodedata.combining(each))


def _of_word(word: str) -> list[Meanings]:
    """Return what a word can mean, and each part of one that is put together; nothing for others."""
    for length in range(min(len(word), _LONGEST), 1, -1):
        meanings = _BY_BEGINNING.get(word[:length])
        rest = word[length:]
        if meanings is None:
            continue
        if len(rest) <= min(LONGEST_ENDING, length - 2):
            return [meanings]
        if length >= SHORTEST_PART and len(word) >= SHORTEST_COMPOUND:
            for joint in _JOINTS:
                if rest.startswith(joint) and len(rest) - len(joint) >= SHORTEST_PART:
                    others = _of_word(rest.removeprefix(joint))
                    if others:
                        return [meanings, *others]
    return []


def _of_chinese(run: str) -> Iterator[Meanings]:
    """Yield what each word of Chinese can mean, the longest one first; () for what is unknown."""
    place = 0
    while place < len(run):
        small = _CHINESE_SMALL.match(run, place)
        longest = range(min(_LONGEST_CHINESE, len(run) - place), 0, -1)
        length = next((each for each in longest if run[place : place + each] in _BY_CHINESE), 0)
        if length:
            yield _BY_CHINESE[run[place : place + length]]
        elif small is None:
            yield ()
        place += length or (len(small[0]) if small is not None else 1)
