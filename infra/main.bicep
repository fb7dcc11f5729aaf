metadata description = 'Where Plumbline writes: a Log Analytics workspace, the finding table and the data collection rule in front of it'

@description('The region of everything; a data collection rule and its workspace must share it')
param location string = resourceGroup().location

@description('Name of the Log Analytics workspace')
@minLength(4)
@maxLength(63)
param workspaceName string = 'log-plumbline'

@description('Name of the data collection rule that takes the rows')
@minLength(3)
@maxLength(64)
param dataCollectionRuleName string = 'dcr-plumbline'

@description('Days that rows stay interactive')
@minValue(30)
@maxValue(730)
param retentionInDays int = 90

@description('Object id of the monitor\'s identity, which may then send rows; empty assigns nothing')
param monitorPrincipalId string = ''

@description('Tags on every resource')
param tags object = {}

var findings = loadJsonContent('tables/PlumblineFindings_CL.json')
var findingStream = 'Custom-${findings.name}'
var monitoringMetricsPublisher = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '3913510d-42f4-4e42-8a64-420c390055eb'
)

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionInDays
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource findingTable 'Microsoft.OperationalInsights/workspaces/tables@2025-07-01' = {
  parent: workspace
  name: findings.name
  properties: {
    plan: 'Analytics'
    schema: {
      name: findings.name
      description: 'One row per transition of a finding'
      columns: findings.columns
    }
  }
}

resource dataCollectionRule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: dataCollectionRuleName
  location: location
  tags: tags
  kind: 'Direct'
  properties: {
    description: 'Takes finding rows over the Logs Ingestion API'
    streamDeclarations: {
      '${findingStream}': {
        // A stream spells `datetime` where a table spells `dateTime`; the other types agree.
        columns: map(findings.columns, column => { name: column.name, type: toLower(column.type) })
      }
    }
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspace.id
        }
      ]
    }
    dataFlows: [
      {
        streams: [findingStream]
        destinations: ['workspace']
        outputStream: findingStream
        transformKql: 'source'
      }
    ]
  }
  dependsOn: [findingTable]
}

// A 204 from the ingestion endpoint does not say that a row was stored: what a transformation drops shows here only.
resource ingestionErrors 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'ingestion-errors'
  scope: dataCollectionRule
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        category: 'LogErrors'
        enabled: true
      }
    ]
  }
}

resource maySendRows 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(monitorPrincipalId)) {
  name: guid(dataCollectionRule.id, monitorPrincipalId, monitoringMetricsPublisher)
  scope: dataCollectionRule
  properties: {
    principalId: monitorPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: monitoringMetricsPublisher
  }
}

@description('Where rows are posted')
output ingestionEndpoint string = dataCollectionRule.properties.endpoints.logsIngestion

@description('The rule\'s immutable id, part of the address rows are posted to')
output dataCollectionRuleImmutableId string = dataCollectionRule.properties.immutableId

@description('The stream rows are posted to')
output findingStream string = findingStream

@description('The workspace that holds the finding table')
output workspaceId string = workspace.id
