using 'main.bicep'

param workspaceName = 'log-plumbline'
param dataCollectionRuleName = 'dcr-plumbline'
param retentionInDays = 90
